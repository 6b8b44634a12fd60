'use client';

import { Button } from '../components/Button';
import { Skeleton } from '../components/Skeleton';
import { Settled } from '../computing/Settled';
import type { Result } from '../computing/useResult';
import { formatValue } from '../format/numbers';
import type { Pair, Rule } from '../plots/curve';
import { RULE_LOOKS } from '../plots/looks';
import type { MeasureLook } from '../plots/measureLooks';
import { PairBaselines } from './PairBaselines';
import { leftUnitOf, type PairData } from './pairDocument';

type Props = {
  result: Result<PairData>;
  /** The answer is about this very pair. */
  fresh: boolean;
  measure: MeasureLook;
  rule: Rule;
  pair: Pair;
  /** Whether both units are of one layer, where no rule matches them. */
  same: boolean;
  onOpen: (pair: Pair) => void;
};

const waiting = <Skeleton className="h-20 w-full" />;

/** How alike two units are, and what they are as a match: rank, baselines; or whom the rule gives to the left unit instead. */
export function PairFigures({ result, fresh, measure, rule, pair, same, onOpen }: Props) {
  if (!fresh && !result.error) return waiting;
  if (same && pair.source === pair.target) {
    return <p className="text-small text-soft">A unit with itself, which says nothing.</p>;
  }
  return (
    <Settled
      result={result}
      of={(data) => leftUnitOf(data)?.pair}
      name="The pair"
      skeleton={waiting}
      missing={<p className="text-soft">There is no such unit.</p>}
    >
      {(own) => {
        if (own.__typename === 'Unmatched') return <p className="text-small text-soft">{own.message}</p>;
        const place = `place ${own.rank} among its partners${own.mutual ? ', each other’s best' : ''}`;
        return (
          <>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-title font-semibold">{formatValue(own.value)}</span>
              <span className="text-small text-soft">
                {[measure.unit, same ? place : ''].filter((part) => part !== '').join(', ')}
              </span>
            </p>
            {same ? (
              <PairBaselines baselines={{ PERMUTATION: own.permutation }} refetch={result.refetch} />
            ) : (
              <AsMatch {...{ result, rule, pair, onOpen }} place={place} />
            )}
          </>
        );
      }}
    </Settled>
  );
}

type MatchProps = Pick<Props, 'result' | 'rule' | 'pair' | 'onOpen'> & { place: string };

/** What the rule makes of the pair. */
function AsMatch({ result, rule, pair, onOpen, place }: MatchProps) {
  const name = RULE_LOOKS[rule].name.toLowerCase();
  return (
    <Settled
      result={result}
      of={(data) => leftUnitOf(data)?.match}
      name="The match"
      skeleton={<Skeleton className="h-12 w-full" />}
    >
      {(match) => {
        if (match.__typename === 'Unmatched') return <p className="text-small text-soft">{match.message}</p>;
        if (match.target.index === pair.target) {
          return (
            <>
              <p className="text-small text-soft">
                {name}, rank {match.rank}
                {match.mutual ? ', each other’s best' : ''}
              </p>
              <PairBaselines
                baselines={{ PERMUTATION: match.permutation, ROTATION: match.rotation }}
                refetch={result.refetch}
                isExplained
              />
            </>
          );
        }
        return (
          <div className="text-small text-soft">
            <p>
              {place}; not a match by {name}: unit {pair.source}’s partner is unit {match.target.index}, at{' '}
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
