'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { ErrorNote } from '../../components/ErrorNote';
import { DownIcon, UpIcon } from '../../components/icons';
import { Skeleton } from '../../components/Skeleton';
import { readableError } from '../../computing/readableError';
import { Settled } from '../../computing/Settled';
import { formatAny, formatCount } from '../../format/numbers';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { ExportMenu } from '../../plots/ExportMenu';
import { ScrollBox } from '../../plots/ScrollBox';
import { Card } from '../Card';
import type { Compared } from '../comparisonDocument';
import { comparisonIn } from '../comparisonIn';
import { sortedTargets, type TargetOrder, type TargetRow } from './sortedTargets';
import { TARGET_HEIGHT, TargetTableRow } from './TargetTableRow';
import { targetsDocument } from './targetsDocument';
import type { Targets } from './useTargets';

const columns: readonly { by: TargetOrder['by']; name: string; falling: boolean }[] = [
  { by: 'unit', name: 'Unit', falling: false },
  { by: 'loss', name: 'Loss', falling: false },
  { by: 'rSquared', name: 'R²', falling: true },
  { by: 'leastSquares', name: 'Least squares', falling: false },
  { by: 'contributing', name: 'Contributors', falling: true },
];

type Props = {
  compared: Compared;
  title: string;
  targets: Targets;
  rows: readonly TargetRow[];
  penalty: number;
  opened: number | null;
  onOpen: (index: number) => void;
  onCursor: (row: TargetRow | null) => void;
};

/** Every right unit under the penalty that is looked at. Each opens into the units that predict it. */
export function TargetTable({ compared, title, targets, rows, penalty, opened, onOpen, onCursor }: Props) {
  const [order, setOrder] = useState<TargetOrder>({ by: 'loss', descending: false });
  const sorted = useMemo(() => sortedTargets(rows, order), [rows, order]);
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => TARGET_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const name = fileName(`${title} predicted units at ${formatAny(penalty)}`);
  const csv = () =>
    toCsv(
      ['unit', 'penalty', 'loss', 'r_squared', 'contributing_units', 'gap', 'least_squares_loss'] as const,
      sorted.map((row) => ({
        unit: row.id,
        penalty,
        loss: row.loss,
        r_squared: row.rSquared,
        contributing_units: row.contributing,
        gap: row.gap,
        least_squares_loss: row.leastSquares,
      })),
    );
  const Arrow = order.descending ? DownIcon : UpIcon;
  return (
    <Card
      title="Right units"
      note={targets.total === null ? undefined : `${formatCount(targets.total)} that vary`}
      actions={
        <>
          <ExportMenu
            label="Export the right units"
            choices={[
              { label: 'CSV', note: 'in the order shown', run: () => download(`${name}.csv`, csv(), 'text/csv') },
            ]}
          />
          <CopyAs query={targetsDocument} variables={compared} />
        </>
      }
    >
      <Settled
        result={targets.first}
        of={(data) => comparisonIn(data)?.prediction}
        name="The right units"
        skeleton={<Skeleton className="h-64 w-full" />}
      >
        {() => (
          <ScrollBox label="Right units" ref={box} className="max-h-[32rem] overflow-auto">
            <table className="w-full border-collapse text-small [&_td]:tabular-nums" aria-rowcount={sorted.length + 1}>
              <thead className="sticky top-0 z-10 bg-raised">
                <tr aria-rowindex={1} className="border-b border-line">
                  {columns.map(({ by, name: words, falling }) => {
                    const present = order.by === by;
                    return (
                      <th
                        key={by}
                        scope="col"
                        aria-sort={present ? (order.descending ? 'descending' : 'ascending') : undefined}
                        className="px-2 py-1.5 text-right text-tiny font-medium whitespace-nowrap text-faint first:text-left"
                      >
                        <button
                          type="button"
                          onClick={() => setOrder({ by, descending: present ? !order.descending : falling })}
                          className={`inline-flex items-center gap-1 rounded-small hover:text-ink ${present ? 'text-ink' : ''}`}
                        >
                          {words}
                          {present ? <Arrow width="11" height="11" /> : null}
                        </button>
                      </th>
                    );
                  })}
                </tr>
              </thead>
              <tbody onPointerLeave={() => onCursor(null)}>
                <Gap height={items[0]?.start ?? 0} />
                {items.map(({ index }) => {
                  const row = sorted[index]!;
                  return (
                    <TargetTableRow
                      key={row.id}
                      row={row}
                      place={index + 2}
                      opened={row.index === opened}
                      onOpen={onOpen}
                      onCursor={onCursor}
                    />
                  );
                })}
                <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Settled>
      {targets.error ? (
        <ErrorNote
          title="Some units did not come"
          message={readableError(targets.error)}
          onRetry={targets.first.refetch}
        />
      ) : null}
    </Card>
  );
}

/** The room of the rows out of sight. */
function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr>
      <td style={{ height }} />
    </tr>
  ) : null;
}
