'use client';

import { useMemo, useRef } from 'react';
import { Skeleton } from '../../components/Skeleton';
import { Settled } from '../../computing/Settled';
import { formatAny, formatValue, plural } from '../../format/numbers';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { useElementWidth } from '../../plots/useElementWidth';
import { Card } from '../Card';
import { comparisonIn } from '../comparisonIn';
import { BinsPicture } from './BinsPicture';
import { binned, binOf, wholeWidth } from './binned';
import { LOSS_COLOUR, UNITS_COLOUR } from './PathPicture';
import { CEILING } from './pathLayout';
import type { TargetRow } from './sortedTargets';
import type { Targets } from './useTargets';

/** Bins of 0.025 from 0 to 0.5. */
const LOSS_BINS = 20;
const MOST_BINS = 25;

type Props = {
  title: string;
  targets: Targets;
  rows: readonly TargetRow[];
  penalty: number;
  /** Most units that contribute to any right unit under any penalty: the axis does not move with the slider. */
  most: number;
  cursor: TargetRow | null;
};

/** How loss and number of contributors are spread over the right units under the penalty that is looked at. */
export function DistributionCard({ title, targets, rows, penalty, most, cursor }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const [box, width] = useElementWidth<HTMLDivElement>();
  const step = wholeWidth(most, MOST_BINS);
  const count = Math.ceil((most + 1) / step);
  const bins = useMemo(
    () => ({
      loss: binned(
        rows.map((row) => row.loss),
        0,
        CEILING,
        LOSS_BINS,
      ),
      contributing: binned(
        rows.map((row) => row.contributing),
        0,
        count * step,
        count,
      ),
    }),
    [rows, count, step],
  );
  const mean = (key: 'loss' | 'contributing') =>
    rows.reduce((sum, row) => sum + row[key], 0) / Math.max(1, rows.length);
  const part = { x: 0, width, height: Math.round(Math.min(225, Math.max(170, width * 0.36))) };
  const name = fileName(`${title} prediction at ${formatAny(penalty)}`);
  const csv = () =>
    toCsv(
      ['quantity', 'low', 'high', 'units'] as const,
      (['loss', 'contributing'] as const).flatMap((quantity) =>
        bins[quantity].map((bin) => ({ quantity, low: bin.low, high: bin.high, units: bin.count })),
      ),
    );
  return (
    <Card
      title="Over the right units"
      note={`under the penalty ${formatAny(penalty)}`}
      actions={
        <ExportMenu
          label="Export the distributions"
          choices={[
            ...drawingChoices(drawing, name),
            { label: 'CSV', note: 'the bars', run: () => download(`${name}.csv`, csv(), 'text/csv') },
          ]}
        />
      }
    >
      <Settled
        result={targets.first}
        of={(data) => comparisonIn(data)?.prediction}
        name="The distributions"
        skeleton={<Skeleton className="h-72 w-full" />}
      >
        {() => (
          <div ref={box} className="min-w-0">
            <svg
              ref={drawing}
              width={width}
              height={2 * part.height + 14}
              role="img"
              aria-label={`Histograms of ${plural(rows.length, 'right unit')} by loss, mean ${formatValue(mean('loss'))}, and by contributing units, mean ${formatValue(mean('contributing'), 1)}`}
              className="block max-w-full"
            >
              <BinsPicture
                {...part}
                y={0}
                bins={bins.loss}
                title="Loss"
                direction="← better predicted"
                colour={LOSS_COLOUR}
                mean={mean('loss')}
                marked={cursor ? binOf(cursor.loss, 0, CEILING, LOSS_BINS) : -1}
                words={({ low, high, count: units }) =>
                  `Loss ${formatValue(low)} to ${formatValue(high)}: ${plural(units, 'unit')}`
                }
              />
              <BinsPicture
                {...part}
                y={part.height + 14}
                bins={bins.contributing}
                title="Contributing units"
                direction="number of right units"
                colour={UNITS_COLOUR}
                mean={mean('contributing')}
                offset={0.5}
                marked={cursor ? binOf(cursor.contributing, 0, count * step, count) : -1}
                words={({ low, high, count: units }) =>
                  `From ${step === 1 ? low : `${low} to ${high - 1}`}: ${plural(units, 'unit')}`
                }
              />
            </svg>
          </div>
        )}
      </Settled>
    </Card>
  );
}
