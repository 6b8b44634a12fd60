import Link from 'next/link';
import { absent, formatValue } from '../format/numbers';
import { type Cell } from './cellCursor';
import { type CellGridData, cellOf } from './cellGrid';
import { cellWords } from './cellWords';
import { ScrollBox } from './ScrollBox';

type Props = {
  label: string;
  grid: CellGridData;
  cursor: Cell | null;
  onCursor: (cell: Cell | null) => void;
  /** Where a cell leads; null where nothing is compared. */
  hrefOf: (cell: Cell) => string | null;
};

const head = 'px-2 py-1.5 font-medium whitespace-nowrap text-faint';

/** A small matrix in numbers; each leads to its comparison. What chance gives stands below, where that was asked for. */
export function CellGridTable({ label, grid, cursor, onCursor, hrefOf }: Props) {
  return (
    <ScrollBox label={label}>
      <table className="border-collapse text-tiny tabular-nums">
        <caption className="sr-only">
          {label}: {grid.rowTitle} down, {grid.columnTitle} across
        </caption>
        <thead>
          <tr>
            <th
              scope="col"
              rowSpan={2}
              className="sticky left-0 max-w-28 bg-raised px-2 py-1.5 text-left align-bottom font-medium text-soft"
            >
              {grid.rowTitle} ↓
            </th>
            <th
              scope="colgroup"
              colSpan={grid.columns.length}
              className="px-2 py-1.5 text-left font-medium whitespace-nowrap text-soft"
            >
              {grid.columnTitle} →
            </th>
          </tr>
          <tr>
            {grid.columns.map(({ name, title }) => (
              <th key={title} scope="col" className={`${head} text-right`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onPointerLeave={() => onCursor(null)}>
          {grid.rows.map((thing, row) => (
            <tr key={thing.title} className="border-t border-line/70">
              <th scope="row" className={`${head} sticky left-0 bg-raised text-left`}>
                {thing.name}
              </th>
              {grid.columns.map(({ title }, column) => (
                <td key={title} className="p-0 text-right">
                  <Entry {...{ grid, cursor, onCursor }} cell={{ row, column }} href={hrefOf({ row, column })} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

type EntryProps = Pick<Props, 'grid' | 'cursor' | 'onCursor'> & { cell: Cell; href: string | null };

function Entry({ grid, cell, cursor, onCursor, href }: EntryProps) {
  const found = cellOf(grid, cell.row, cell.column);
  const words = cellWords(grid, cell);
  if (found.state !== 'VALUE' || href === null) {
    return (
      <span className="block px-2 py-1 text-faint" title={words}>
        {absent}
        <span className="sr-only">{words}</span>
      </span>
    );
  }
  return (
    <Link
      href={href}
      prefetch={false}
      aria-label={words}
      onPointerEnter={() => onCursor(cell)}
      onFocus={() => onCursor(cell)}
      onBlur={() => onCursor(null)}
      data-active={(cursor?.row === cell.row && cursor.column === cell.column) || undefined}
      className="block px-2 py-1 hover:text-accent data-[active]:bg-accent-wash"
    >
      {formatValue(found.value)}
      {found.chance === null ? null : <span className="block text-faint">{formatValue(found.chance)}</span>}
    </Link>
  );
}
