'use client';

import { useMemo } from 'react';
import { Caveats } from '../components/Caveats';
import { ErrorNote } from '../components/ErrorNote';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { findRefusals } from '../computing/findRefusals';
import { Refusals } from '../computing/Refusals';
import { readableError } from '../computing/readableError';
import type { Rule } from '../plots/curve';
import { BASELINE_LOOKS } from '../plots/looks';
import { ScrollBox } from '../plots/ScrollBox';
import { AskForChance } from './AskForChance';
import { rules } from './compareChoice';
import { type RuleResults, RuleTableRow } from './RuleTableRow';
import { ruleCaveats } from './ruleCaveats';

type Props = RuleResults & { rule: Rule; onRule: (rule: Rule) => void };

const head = 'px-2 pb-1.5 text-tiny font-medium whitespace-nowrap text-faint';
const INTERVAL = 'between which values the mean would lie for other stimuli of the kind, 19 times in 20';

/**
 * One row a rule: mean, its interval, how many units it matched, and the two baselines with their p-values. The rule chosen
 * here is that of the whole page.
 */
export function RuleTable({ rule, onRule, ...results }: Props) {
  const { matchings, baselines, intervals, chance } = results;
  const [pending] = findComputations(baselines.data);
  const [drawing] = findComputations(intervals.data);
  const refusals = useMemo(
    () => [...findRefusals(baselines.data), ...findRefusals(intervals.data)],
    [baselines.data, intervals.data],
  );
  const caveats = useMemo(() => ruleCaveats(matchings.data, intervals.data, rule), [matchings, intervals, rule]);
  return (
    <div>
      <ScrollBox label="Means, intervals and baselines by rule">
        <table className="w-full border-collapse text-small [&_td]:tabular-nums">
          <thead>
            <tr className="border-b border-line">
              <th scope="col" className={`${head} pl-0 text-left`}>
                Rule
              </th>
              <th scope="col" className={`${head} text-right`}>
                Mean
              </th>
              <th scope="col" className={`${head} text-right`} title={INTERVAL}>
                95 % interval
              </th>
              <th scope="col" className={`${head} text-right`}>
                Matched
              </th>
              <th scope="col" className={`${head} text-right`} title={BASELINE_LOOKS.PERMUTATION.meaning}>
                {BASELINE_LOOKS.PERMUTATION.name}
              </th>
              <th scope="col" className={`${head} pr-0 text-right`} title={BASELINE_LOOKS.ROTATION.meaning}>
                {BASELINE_LOOKS.ROTATION.name}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.map((name) => (
              <RuleTableRow key={name} name={name} chosen={name === rule} onRule={onRule} {...results} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {pending ? <ComputingNote computation={pending} refetch={baselines.refetch} /> : null}
      {drawing && !pending ? <ComputingNote computation={drawing} refetch={intervals.refetch} /> : null}
      <Refusals messages={refusals} />
      <AskForChance chance={chance} />
      <Caveats sentences={caveats} />
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
