'use client';

import { useState } from 'react';
import { Button } from '../components/Button';
import { absent, formatValue } from '../format/numbers';
import { type Pair, samePair } from './curve';
import { type MeasureLook, titleWithUnit } from './measureLooks';
import { ScrollBox } from './ScrollBox';
import { type MatrixPlaces, type UnitMatrix, valueAt } from './unitMatrix';

type Props = {
  matrix: UnitMatrix;
  places: MatrixPlaces;
  measure: MeasureLook;
  rowTitle: string;
  columnTitle: string;
  partners: Int32Array | null;
  cursor: Pair | null;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
};

/** Rows and columns of one page: a matrix of millions of cells is read a page at a time. */
const ROWS = 20;
const COLUMNS = 12;

/** The heatmap in numbers, in the same order. Matched pairs are set in bold. */
export function MatrixTable(props: Props) {
  const { matrix, places, measure, rowTitle, columnTitle, partners, cursor, onCursor, onOpen } = props;
  const [from, setFrom] = useState({ row: 0, column: 0 });
  const rows = places.rowUnits.subarray(from.row, from.row + ROWS);
  const columns = places.columnUnits.subarray(from.column, from.column + COLUMNS);
  return (
    <div>
      <ScrollBox label={`${titleWithUnit(measure)} of ${rowTitle} with ${columnTitle}`}>
        <table
          className="border-collapse text-tiny tabular-nums"
          aria-rowcount={matrix.rows + 1}
          aria-colcount={matrix.columns + 1}
        >
          <caption className="sr-only">
            {titleWithUnit(measure)} of each unit of {rowTitle} (rows) with each unit of {columnTitle} (columns)
          </caption>
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 bg-raised px-2 py-1.5 text-left font-medium text-faint">
                unit
              </th>
              {Array.from(columns, (unit, index) => (
                <th
                  key={unit}
                  scope="col"
                  aria-colindex={from.column + index + 2}
                  className="px-2 py-1.5 text-right font-medium text-faint"
                >
                  {unit}
                </th>
              ))}
            </tr>
          </thead>
          <tbody onPointerLeave={() => onCursor(null)}>
            {Array.from(rows, (source, index) => (
              <tr key={source} aria-rowindex={from.row + index + 2} className="border-t border-line/70">
                <th scope="row" className="sticky left-0 bg-raised px-2 py-1 text-left font-medium text-faint">
                  {source}
                </th>
                {Array.from(columns, (target) => {
                  const value = valueAt(matrix, source, target);
                  const matched = partners?.[source] === target;
                  return (
                    <td key={target} className="p-0 text-right">
                      <button
                        type="button"
                        tabIndex={-1}
                        onPointerEnter={() => onCursor({ source, target })}
                        onClick={() => onOpen({ source, target })}
                        data-active={samePair(cursor, { source, target }) || undefined}
                        className={`w-full px-2 py-1 text-right data-[active]:bg-accent-wash ${matched ? 'font-semibold text-ink' : 'text-soft'}`}
                      >
                        {Number.isNaN(value)
                          ? absent
                          : formatValue(Math.abs(value) < 0.5 / 10 ** measure.places ? 0 : value, measure.places)}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <div className="mt-3 flex flex-wrap gap-x-6 gap-y-2">
        <Pager
          name="Rows"
          first={from.row}
          page={ROWS}
          count={matrix.rows}
          onMove={(row) => setFrom({ ...from, row })}
        />
        <Pager
          name="Columns"
          first={from.column}
          page={COLUMNS}
          count={matrix.columns}
          onMove={(column) => setFrom({ ...from, column })}
        />
      </div>
    </div>
  );
}

type PagerProps = { name: string; first: number; page: number; count: number; onMove: (first: number) => void };

function Pager({ name, first, page, count, onMove }: PagerProps) {
  return (
    <p className="flex items-center gap-1 text-small text-faint">
      {name} {first + 1}–{Math.min(count, first + page)} of {count}
      <Button
        look="quiet"
        disabled={first === 0}
        onClick={() => onMove(Math.max(0, first - page))}
        aria-label={`Earlier ${name.toLowerCase()}`}
      >
        ←
      </Button>
      <Button
        look="quiet"
        disabled={first + page >= count}
        onClick={() => onMove(first + page)}
        aria-label={`Further ${name.toLowerCase()}`}
      >
        →
      </Button>
    </p>
  );
}
