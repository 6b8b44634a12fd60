'use client';

import { useMemo } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import type { ComputationState } from '../computing/computationFields';
import { findComputations } from '../computing/findComputations';
import { findRefusals } from '../computing/findRefusals';
import { Refusals } from '../computing/Refusals';
import { readableError } from '../computing/readableError';
import { Settled } from '../computing/Settled';
import type { Result } from '../computing/useResult';
import { absent, formatCount, formatValue } from '../format/numbers';
import type { Rule } from '../plots/curve';
import { BASELINE_LOOKS, RULE_LOOKS } from '../plots/looks';
import { ScrollBox } from '../plots/ScrollBox';
import { AskForChance } from './AskForChance';
import type { BaselineData, BaselinesData } from './baselinesDocument';
import { rules } from './compareChoice';
import { comparisonIn } from './comparisonIn';
import { IntervalUnder } from './IntervalUnder';
import type { MatchingsData } from './matchingsDocument';
import type { Chance } from './useChance';

type Props = {
  matchings: Result<MatchingsData>;
  baselines: Result<BaselinesData>;
  chance: Chance;
  rule: Rule;
  onRule: (rule: Rule) => void;
};

const keys = { GREEDY: 'greedy', ASSIGNMENT: 'assignment', MUTUAL: 'mutual' } as const;
const head = 'px-2 pb-1.5 text-tiny font-medium whitespace-nowrap text-faint';

/** One row a rule: mean, how many units it matched, and the two baselines with their p-values. The rule chosen here is that of the whole page. */
export function RuleTable({ matchings, baselines, chance, rule, onRule }: Props) {
  const waiting = <Skeleton className="ml-auto h-4 w-16" />;
  const [pending] = findComputations(baselines.data);
  const refusals = useMemo(() => findRefusals(baselines.data), [baselines.data]);
  return (
    <div>
      <ScrollBox label="Means and baselines by rule">
        <table className="w-full border-collapse text-small [&_td]:tabular-nums">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={`${head} pl-0 text-left`}>
                Rule
              </th>
              <th scope="col" className={`${head} text-right`}>
                Mean
              </th>
              <th scope="col" className={`${head} text-right`}>
                Matched
              </th>
              <th scope="col" className={`${head} text-right`} title={BASELINE_LOOKS.PERMUTATION.meaning}>
                Permuted
              </th>
              <th scope="col" className={`${head} pr-0 text-right`} title={BASELINE_LOOKS.ROTATION.meaning}>
                Rotated
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((name) => (
              <tr
                key={name}
                className="border-b border-line/70 last:border-0 data-[chosen]:bg-accent-wash/60"
                data-chosen={name === rule || undefined}
              >
                <th scope="row" className="py-1.5 pr-2 text-left font-medium">
                  <button
                    type="button"
                    aria-pressed={name === rule}
                    onClick={() => onRule(name)}
                    className="flex items-center gap-2 rounded-small text-left hover:text-accent"
                    title={`Show the ${RULE_LOOKS[name].name.toLowerCase()} matches on this page: ${RULE_LOOKS[name].meaning}`}
                  >
                    <svg width="18" height="8" aria-hidden="true">
                      <line
                        x1="0"
                        x2="18"
                        y1="4"
                        y2="4"
                        stroke={RULE_LOOKS[name].colour}
                        strokeWidth="2.5"
                        strokeDasharray={RULE_LOOKS[name].dash}
                      />
                    </svg>
                    {RULE_LOOKS[name].name}
                  </button>
                </th>
                <td className="px-2 py-1.5 text-right font-semibold">
                  <Settled
                    result={matchings}
                    of={(data) => comparisonIn(data)?.[keys[name]]}
                    name="The mean"
                    skeleton={waiting}
                  >
                    {(matching) => (
                      <>
                        {formatValue(matching.mean)}
                        <IntervalUnder interval={intervalOf(baselines.data, name)} />
                      </>
                    )}
                  </Settled>
                </td>
                <td className="px-2 py-1.5 text-right">
                  <Settled
                    result={matchings}
                    of={(data) => comparisonIn(data)?.[keys[name]]}
                    name="The matching"
                    skeleton={waiting}
                  >
                    {(matching) => <>{formatCount(matching.matchedCount)}</>}
                  </Settled>
                </td>
                {(['permutation', 'rotation'] as const).map((kind) => (
                  <td key={kind} className="px-2 py-1.5 text-right whitespace-nowrap last:pr-0">
                    {chance.seconds === null ? (
                      <Baseline
                        value={baselineOf(baselines.data, name, kind)}
                        failed={baselines.error !== undefined && !baselines.data}
                        waiting={waiting}
                      />
                    ) : (
                      <span className="text-faint">{absent}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {pending ? <ComputingNote computation={pending} refetch={baselines.refetch} /> : null}
      <Refusals messages={refusals} />
      <AskForChance chance={chance} />
      {baselines.error && !baselines.data ? (
        <ErrorNote
          title="The baselines cannot be shown"
          message={readableError(baselines.error)}
          onRetry={baselines.refetch}
        />
      ) : null}
    </div>
  );
}

type Found =
  | BaselineData
  | { __typename: 'Unavailable' }
  | ({ __typename: 'Computation' } & ComputationState)
  | undefined;

function baselineOf(data: BaselinesData | undefined, rule: Rule, kind: 'permutation' | 'rotation'): Found {
  const matching = data && comparisonIn(data)?.[keys[rule]];
  return matching?.__typename === 'Matching' ? matching[kind] : matching;
}

function intervalOf(data: BaselinesData | undefined, rule: Rule) {
  const matching = data && comparisonIn(data)?.[keys[rule]];
  return matching?.__typename === 'Matching' ? matching.interval : undefined;
}

function Baseline({ value, failed, waiting }: { value: Found; failed: boolean; waiting: React.ReactNode }) {
  if (value?.__typename === 'Baseline') {
    return (
      <>
        {formatValue(value.mean)} <span className="pl-1 text-tiny text-faint">p = {formatValue(value.pValue, 2)}</span>
      </>
    );
  }
  if (value?.__typename === 'Unavailable') return <span className="text-faint">none</span>;
  return failed ? <span className="text-danger">failed</span> : waiting;
}
