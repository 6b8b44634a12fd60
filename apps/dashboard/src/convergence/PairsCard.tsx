'use client';

import Link from 'next/link';
import { comparePath } from '../address/paths';
import { Card } from '../compare/Card';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { ComputingNote } from '../computing/ComputingNote';
import { findComputations } from '../computing/findComputations';
import { readableError } from '../computing/readableError';
import type { Result } from '../computing/useResult';
import { absent, formatSpan, formatValue } from '../format/numbers';
import type { DepthPoint, DepthSpan } from '../plots/depth';
import { RULE_LOOKS } from '../plots/looks';
import { ScrollBox } from '../plots/ScrollBox';
import type { ConvergenceData, ConvergencePair } from './convergenceDocument';
import { type DepthRule, meanAt, pairKey, pairLabel, pointAt } from './depthSeries';
import { type Spans, spanKey } from './intervalsDocument';

type Props = {
  convergence: ConvergenceData;
  layers: readonly string[];
  rule: DepthRule;
  spans: Spans;
  /** What is known of the intervals; null where they are not wanted. */
  intervals: Result<unknown> | null;
  onIntervals: (wanted: boolean) => void;
  cursor: DepthPoint | null;
  onCursor: (point: DepthPoint | null) => void;
};

const INTERVALS =
  'Between which values each mean would lie for other stimuli of the kind, 19 times in 20: two hundred matchings more for every number';

/** Every pair at every layer: hovering a number marks its point in the figure, a click leads to the comparison. */
export function PairsCard(props: Props) {
  const { convergence, layers, rule, spans, intervals, onIntervals, cursor, onCursor } = props;
  const { pairs } = convergence;
  const running = findComputations(intervals?.data).find(({ state }) => state === 'RUNNING' || state === 'QUEUED');
  return (
    <Card
      title="Pair by pair"
      note={`mean ${RULE_LOOKS[rule].name.toLowerCase()} correlation; each number leads to its comparison`}
      actions={
        <label className="flex items-center gap-1.5 text-small text-soft" title={INTERVALS}>
          <input
            type="checkbox"
            checked={intervals !== null}
            onChange={(event) => onIntervals(event.target.checked)}
            className="accent-[var(--accent)]"
          />
          Intervals
        </label>
      }
    >
      <ScrollBox label="Mean correlation by pair and layer">
        <table className="w-full border-collapse text-small [&_td]:tabular-nums" onPointerLeave={() => onCursor(null)}>
          <thead>
            <tr className="border-b border-line">
              <th
                scope="col"
                className="sticky left-0 bg-raised py-1.5 pr-2 text-left text-tiny font-medium text-faint"
              >
                Pair
              </th>
              {layers.map((layer) => (
                <th
                  key={layer}
                  scope="col"
                  className="px-1 py-1.5 text-right text-tiny font-medium whitespace-nowrap text-faint"
                >
                  {layer}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <tr
                key={pairKey(pair)}
                className="border-b border-line/70 last:border-0 data-[active]:bg-accent-wash/60"
                data-active={cursor?.key === pairKey(pair) || undefined}
              >
                <th scope="row" className="sticky left-0 bg-raised py-1 pr-3 text-left font-normal whitespace-nowrap">
                  {pair.left.slug} <span className="text-faint">·</span> {pair.right.slug}
                </th>
                {layers.map((layer, index) => (
                  <td key={layer} className="p-0 text-right">
                    <Cell
                      {...{ pair, layer, index, rule, cursor, onCursor }}
                      span={spans.get(spanKey(pair, layer, rule)) ?? null}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {running && intervals ? <ComputingNote computation={running} refetch={intervals.refetch} /> : null}
      {intervals?.error ? (
        <ErrorNote
          title="The intervals cannot be shown"
          message={readableError(intervals.error)}
          onRetry={intervals.refetch}
        />
      ) : null}
    </Card>
  );
}

type CellProps = Pick<Props, 'rule' | 'cursor' | 'onCursor'> & {
  pair: ConvergencePair;
  layer: string;
  index: number;
  span: DepthSpan | null;
};

function Cell({ pair, layer, index, rule, span, cursor, onCursor }: CellProps) {
  const comparison = pointAt(pair, layer)?.comparison;
  const value = meanAt(pair, layer, rule);
  if (comparison?.__typename !== 'LayerComparison')
    return (
      <span className="px-1 text-faint" title={comparison?.message}>
        {absent}
      </span>
    );
  const point = value === null ? null : { rule, key: pairKey(pair), label: pairLabel(pair), layer: index, value };
  const waiting = value === null && findComputations(comparison).length > 0;
  return (
    <Link
      href={comparePath(comparison.left.id, comparison.right.id)}
      aria-label={`${pairLabel(pair)}, ${layer}: ${value === null ? 'not there yet' : formatValue(value)}${span ? `, 95 % interval ${formatSpan(...span)}` : ''}`}
      className="block px-1 py-1.5 hover:text-accent data-[active]:bg-accent-wash data-[active]:font-semibold"
      data-active={(cursor?.key === pairKey(pair) && cursor.layer === index) || undefined}
      onPointerEnter={() => onCursor(point)}
      onFocus={() => onCursor(point)}
      onBlur={() => onCursor(null)}
    >
      {waiting ? <Skeleton className="ml-auto h-4 w-10" /> : formatValue(value)}
      {span ? (
        <span className="block text-tiny font-normal whitespace-nowrap text-faint">{formatSpan(...span)}</span>
      ) : null}
    </Link>
  );
}
