'use client';

import { Direction } from '../components/Direction';
import { Explained } from '../components/Explained';
import { Figure, Figures } from '../components/Figure';
import { Note } from '../components/Note';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import { useResult } from '../computing/useResult';
import { formatCount, formatValue } from '../format/numbers';
import { BaselineCell } from '../units/BaselineCell';
import { baselineWords } from '../units/baselineWords';
import { MatchMarks } from '../units/MatchMarks';
import { baselinesByTarget, matchBaselinesDocument } from '../units/matchBaselinesDocument';
import { correlationDocument } from './correlationDocument';
import type { PairUnit } from './pairDocument';

/** A page of partners; pairs further down the list have their number from a larger one. */
const mostPartners = 500;

function PairBaseline({ left, right, rank }: { left: PairUnit; right: PairUnit; rank: number }) {
  const result = useResult({
    query: matchBaselinesDocument,
    variables: { id: left.id, in: right.layer.id, first: rank },
  });
  const baseline = baselinesByTarget(result.data).get(right.id);
  const failed = result.error !== undefined;
  return (
    <>
      <Figure name={<Explained meaning={baselineWords.percentile95}>Baseline 95 %</Explained>}>
        <BaselineCell baseline={baseline} part="percentile95" failed={failed} />
      </Figure>
      <Figure name={<Explained meaning={baselineWords.pValue}>p</Explained>}>
        <BaselineCell baseline={baseline} part="pValue" failed={failed} />
      </Figure>
    </>
  );
}

/** How alike the two are, beside what chance gives, and which rules pair them. */
export function PairCorrelation({ left, right }: { left: PairUnit; right: PairUnit }) {
  const first = Math.min(mostPartners, right.layer.unitCount);
  const result = useResult({ query: correlationDocument, variables: { left: left.id, layer: right.layer.id, first } });
  const node = result.data?.node?.__typename === 'Unit' ? result.data.node : null;
  const assigned = node?.assignment.__typename === 'Match' ? node.assignment.target.id : null;
  return (
    <Settled
      result={result}
      of={() => node?.correlates}
      name="The correlation"
      skeleton={<Skeleton className="h-10 w-80 max-w-full" />}
    >
      {({ matches }) => {
        const match = matches.find(({ target }) => target.id === right.id);
        if (!match) {
          const far =
            right.layer.unitCount > mostPartners ? `, or they stand behind the first ${mostPartners} partners` : '';
          return <Note>These two have no correlation: one of them never changes{far}.</Note>;
        }
        return (
          <Figures>
            <Figure
              name={
                <>
                  Correlation <Direction higher="more alike" />
                </>
              }
            >
              <span className="text-title">{formatValue(match.value)}</span>
            </Figure>
            <PairBaseline left={left} right={right} rank={match.rank} />
            <Figure name="Place among the partners">
              {formatCount(match.rank)} of {formatCount(right.layer.unitCount)}
            </Figure>
            <Figure name="Paired by">
              <MatchMarks
                greedy={match.rank === 1}
                assignment={assigned === right.id}
                mutual={match.mutual && match.rank === 1}
              />
            </Figure>
          </Figures>
        );
      }}
    </Settled>
  );
}
