'use client';

import { Button } from '../components/Button';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { Settled } from '../computing/Settled';
import type { Result } from '../computing/useResult';
import { formatValue } from '../format/numbers';
import type { ResultOf } from '../graphql/graphql';
import type { Pair, Rule } from '../plots/curve';
import { BASELINE_LOOKS, RULE_LOOKS } from '../plots/looks';
import type { PairMatch, pairDocument } from './pairDocument';

type Data = ResultOf<typeof pairDocument>;
type Props = {
  result: Result<Data>;
  /** The answer is about this very pair. */
  fresh: boolean;
  rule: Rule;
  pair: Pair;
  isOpened: boolean;
  onOpen: (pair: Pair) => void;
};

const waiting = <Skeleton className="h-20 w-full" />;

/** What is known of a pair as a match: value, rank, baselines; or whom the rule gives to the left unit instead. */
export function PairFigures({ result, fresh, rule, pair, onOpen }: Props) {
  const name = RULE_LOOKS[rule].name.toLowerCase();
  if (!fresh && !result.error) return waiting;
  return (
    <Settled
      result={result}
      of={({ left }) => (left?.__typename === 'Layer' ? left.unit?.match : null)}
      name="The match"
      skeleton={waiting}
      missing={<p className="text-soft">There is no such unit.</p>}
    >
      {(match) => {
        if (match.__typename === 'Unmatched') return <p className="text-small text-soft">{match.message}</p>;
        if (match.target.index === pair.target)
          return <MatchFigures match={match} rule={rule} refetch={result.refetch} />;
        return (
          <div className="text-small text-soft">
            <p>
              Not a match by {name}: unit {pair.source}’s partner is unit {match.target.index}, at{' '}
              {formatValue(match.value)}.
            </p>
            <Button className="mt-2" onClick={() => onOpen({ source: pair.source, target: match.target.index })}>
              Go to that pair
            </Button>
          </div>
        );
      }}
    </Settled>
  );
}

function MatchFigures({ match, rule, refetch }: { match: PairMatch; rule: Rule; refetch: () => void }) {
  const baselines = [
    ['PERMUTATION', match.permutation],
    ['ROTATION', match.rotation],
  ] as const;
  const pending = baselines.map(([, baseline]) => baseline).find((baseline) => baseline.__typename === 'Computation');
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-title font-semibold">{formatValue(match.value)}</span>
        <span className="text-small text-soft">
          {RULE_LOOKS[rule].name.toLowerCase()}, rank {match.rank}
          {match.mutual ? ', each other’s best' : ''}
        </span>
      </p>
      <dl className="mt-2 grid grid-cols-[auto_auto_auto] justify-start gap-x-4 gap-y-1 text-small">
        {baselines.map(([kind, baseline]) =>
          baseline.__typename === 'MatchBaseline' ? (
            <div key={kind} className="contents">
              <dt className="text-faint" title={BASELINE_LOOKS[kind].meaning}>
                {BASELINE_LOOKS[kind].name}
              </dt>
              <dd title="95th percentile of the repeats">95 % below {formatValue(baseline.percentile95)}</dd>
              <dd className="text-faint">p = {formatValue(baseline.pValue, 2)}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {pending?.__typename === 'Computation' ? <ComputingNote computation={pending} refetch={refetch} /> : null}
    </div>
  );
}
