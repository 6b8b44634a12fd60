'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';
import { CopyAs } from '../components/CopyAs';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { readableError } from '../computing/readableError';
import { Settled } from '../computing/Settled';
import { formatCount } from '../format/numbers';
import { toCsv } from '../plots/csv';
import { download, fileName } from '../plots/download';
import { ExportMenu } from '../plots/ExportMenu';
import { RULE_LOOKS } from '../plots/looks';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import { ScrollBox } from '../plots/ScrollBox';
import { Card } from './Card';
import { comparisonIn } from './comparisonIn';
import { fileTitle, type Linked, type Shared } from './linked';
import { MatchTableHead } from './MatchTableHead';
import { MatchTableRow, ROW_HEIGHT } from './MatchTableRow';
import { matchesDocument } from './matchesDocument';
import { type MatchOrder, sortedMatches } from './sortedMatches';
import type { AllMatches } from './useAllMatches';

type Props = Shared & Linked & { matches: AllMatches };

/** Every pair of the matching; only the rows in sight are in the page. */
export function MatchTable({ compared, by, rule, left, right, matches, cursor, opened, onCursor, onOpen }: Props) {
  const [order, setOrder] = useState<MatchOrder>({ by: 'rank', descending: false });
  const rows = useMemo(() => sortedMatches(matches.rows, order), [matches.rows, order]);
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const measure = MEASURE_LOOKS[by];
  // A bar as long as the column has a value of one, or where that is no limit, the best one.
  const longest = measure.signed ? 1 : (matches.rows[0]?.value ?? 1);
  const name = fileName(`${fileTitle({ left, right })} ${measure.name} ${rule.toLowerCase()} matches`);
  const loading =
    matches.total !== null && rows.length < matches.total ? `, ${formatCount(rows.length)} here so far` : '';

  function csv() {
    const columns = ['rank', 'left_unit', 'right_unit', measure.column, 'mutual'];
    return toCsv(
      columns,
      rows.map(({ rank, source, target, value, mutual }) => ({
        rank,
        left_unit: source.id,
        right_unit: target.id,
        [measure.column]: value,
        mutual,
      })),
    );
  }

  return (
    <Card
      title="All matches"
      note={
        matches.total === null
          ? undefined
          : `${formatCount(matches.total)} by ${RULE_LOOKS[rule].name.toLowerCase()}${loading}`
      }
      actions={
        <>
          <ExportMenu
            label="Export the matches"
            choices={[
              { label: 'CSV', note: 'in the order shown', run: () => download(`${name}.csv`, csv(), 'text/csv') },
            ]}
          />
          <CopyAs query={matchesDocument} variables={{ ...compared, by, rule }} />
        </>
      }
    >
      <Settled
        result={matches.first}
        of={(data) => comparisonIn(data)?.matching}
        name="The matches"
        skeleton={<Skeleton className="h-64 w-full" />}
      >
        {() => (
          <ScrollBox label="All matches" ref={box} className="max-h-[32rem] overflow-auto">
            <table className="w-full border-collapse text-small [&_td]:tabular-nums" aria-rowcount={rows.length + 1}>
              <MatchTableHead measure={measure} left={left} right={right} order={order} onOrder={setOrder} />
              <tbody onPointerLeave={() => onCursor(null)}>
                <Gap height={items[0]?.start ?? 0} />
                {items.map(({ index }) => {
                  const match = rows[index]!;
                  return (
                    <MatchTableRow
                      key={match.source.index}
                      place={index + 2}
                      match={match}
                      cursor={cursor}
                      opened={opened}
                      onCursor={onCursor}
                      onOpen={onOpen}
                      colour={RULE_LOOKS[rule].colour}
                      measure={measure}
                      longest={longest}
                    />
                  );
                })}
                <Gap height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
              </tbody>
            </table>
          </ScrollBox>
        )}
      </Settled>
      {matches.error ? (
        <ErrorNote
          title="Some matches did not come"
          message={readableError(matches.error)}
          onRetry={matches.first.refetch}
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
