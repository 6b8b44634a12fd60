import { Skeleton } from '../components/Skeleton';
import type { ComputationState } from '../computing/computationFields';
import { Settled } from '../computing/Settled';
import type { Result } from '../computing/useResult';
import { absent, formatCount, formatSpan, formatValue } from '../format/numbers';
import type { Rule } from '../plots/curve';
import { RULE_LOOKS } from '../plots/looks';
import type { BaselineData, BaselinesData } from './baselinesDocument';
import { comparisonIn } from './comparisonIn';
import type { IntervalsData } from './intervalsDocument';
import type { MatchingsData } from './matchingsDocument';
import type { Chance } from './useChance';

export type RuleResults = {
  matchings: Result<MatchingsData>;
  baselines: Result<BaselinesData>;
  intervals: Result<IntervalsData>;
  chance: Chance;
};

type Props = RuleResults & { name: Rule; chosen: boolean; onRule: (rule: Rule) => void };

const keys = { GREEDY: 'greedy', ASSIGNMENT: 'assignment', MUTUAL: 'mutual' } as const;
const cell = 'px-2 py-1.5 text-right whitespace-nowrap last:pr-0';

/** One rule: its mean, where that would lie for other stimuli, how many units it matched, and both baselines. */
export function RuleTableRow({ name, chosen, onRule, matchings, baselines, intervals, chance }: Props) {
  const waiting = <Skeleton className="ml-auto h-4 w-16" />;
  const { name: title, meaning, colour, dash } = RULE_LOOKS[name];
  const failed = baselines.error !== undefined && !baselines.data;
  return (
    <tr
      className="border-b border-line/70 last:border-0 data-[chosen]:bg-accent-wash/60"
      data-chosen={chosen || undefined}
    >
      <th scope="row" className="py-1.5 pr-2 text-left font-medium">
        <button
          type="button"
          aria-pressed={chosen}
          onClick={() => onRule(name)}
          className="flex items-center gap-2 rounded-small text-left hover:text-accent"
          title={`Show the ${title.toLowerCase()} matches on this page: ${meaning}`}
        >
          <svg width="18" height="8" aria-hidden="true">
            <line x1="0" x2="18" y1="4" y2="4" stroke={colour} strokeWidth="2.5" strokeDasharray={dash} />
          </svg>
          {title}
        </button>
      </th>
      <td className={`${cell} font-semibold`}>
        <Settled
          result={matchings}
          of={(data) => comparisonIn(data)?.[keys[name]]}
          name="The mean"
          skeleton={waiting}
          compact
        >
          {(matching) => <>{formatValue(matching.mean)}</>}
        </Settled>
      </td>
      <td className={`${cell} text-soft`}>
        <Settled
          result={intervals}
          of={(data) => {
            const matching = comparisonIn(data)?.[keys[name]];
            return matching?.__typename === 'Matching' ? matching.interval : matching;
          }}
          name="The interval"
          skeleton={waiting}
          missing={waiting}
          compact
        >
          {(interval) => <>{interval.__typename === 'Interval' ? formatSpan(interval.low, interval.high) : null}</>}
        </Settled>
      </td>
      <td className={cell}>
        <Settled
          result={matchings}
          of={(data) => comparisonIn(data)?.[keys[name]]}
          name="The matching"
          skeleton={waiting}
          compact
        >
          {(matching) => <>{formatCount(matching.matchedCount)}</>}
        </Settled>
      </td>
      {(['permutation', 'rotation'] as const).map((kind) => (
        <td key={kind} className={cell}>
          {chance.seconds === null ? (
            <Baseline value={baselineOf(baselines.data, name, kind)} failed={failed} waiting={waiting} />
          ) : (
            <span className="text-faint">{absent}</span>
          )}
        </td>
      ))}
    </tr>
  );
}

type Found =
  | BaselineData
  | { __typename: 'Unavailable' | 'Incomparable' }
  | ({ __typename: 'Computation' } & ComputationState)
  | undefined;

function baselineOf(data: BaselinesData | undefined, rule: Rule, kind: 'permutation' | 'rotation'): Found {
  const matching = data && comparisonIn(data)?.[keys[rule]];
  return matching?.__typename === 'Matching' ? matching[kind] : matching;
}

function Baseline({ value, failed, waiting }: { value: Found; failed: boolean; waiting: React.ReactNode }) {
  if (value?.__typename === 'Baseline') {
    return (
      <>
        {formatValue(value.mean)} <span className="pl-1 text-tiny text-faint">p = {formatValue(value.pValue, 2)}</span>
      </>
    );
  }
  if (value?.__typename === 'Unavailable' || value?.__typename === 'Incomparable')
    return <span className="text-faint">none</span>;
  return failed ? <span className="text-danger">failed</span> : waiting;
}
