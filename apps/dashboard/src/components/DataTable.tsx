import type { ReactNode } from 'react';
import { joined } from './joined';

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right, so that their digits align. */
  numeric?: boolean;
  className?: string;
};

type Props<Row> = {
  /** What the table holds, for those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row, as the one under the cursor elsewhere. */
  isActive?: (row: Row) => boolean;
  onHover?: (row: Row | null) => void;
};

/** A table that scrolls sideways in its own box, so that the page does not. */
export function DataTable<Row>({ caption, columns, rows, rowKey, isActive, onHover }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable by keyboard
    <section className="relative overflow-x-auto" tabIndex={0} aria-label={caption}>
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={joined(
                  'px-2 py-1.5 text-left text-tiny font-medium whitespace-nowrap text-faint first:pl-0 last:pr-0',
                  column.numeric && 'text-right',
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-active={isActive?.(row) || undefined}
              onPointerEnter={onHover && (() => onHover(row))}
              onPointerLeave={onHover && (() => onHover(null))}
              className="border-b border-line/70 last:border-0 data-[active]:bg-accent-wash hover:bg-hover"
            >
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={joined(
                    'px-2 py-1.5 align-middle first:pl-0 last:pr-0',
                    column.numeric && 'text-right whitespace-nowrap tabular-nums',
                    column.className,
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
