'use client';

import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { CellGridLegend } from './CellGridLegend';
import { CellGridPicture } from './CellGridPicture';
import { type Cell, stepCell } from './cellCursor';
import { type CellGridData, cellOf } from './cellGrid';
import { cellWords } from './cellWords';
import { colourTable } from './colourMap';
import type { ColourSpan } from './gridColours';
import { gridCellAt, gridLayout } from './gridLayout';
import { useColourTheme } from './useColourTheme';
import { useElementWidth } from './useElementWidth';
import { walkedByKeys } from './walkedByKeys';

type Props = {
  label: string;
  grid: CellGridData;
  span: ColourSpan;
  cursor: Cell | null;
  onCursor: (cell: Cell | null) => void;
  onOpen: (cell: Cell) => void;
  svgRef?: React.RefObject<SVGSVGElement | null>;
};

/**
 * A small matrix, each cell drawn with its value. One tab stop: arrows move a cell cursor, Enter opens what is compared
 * there; what is under the cursor is announced.
 */
export function CellGrid({ label, grid, span, cursor, onCursor, onOpen, svgRef }: Props) {
  const [box, width] = useElementWidth<HTMLDivElement>();
  const layout = useMemo(() => gridLayout(grid, width), [grid, width]);
  const theme = useColourTheme();
  const table = useMemo(() => colourTable(theme), [theme]);
  const [announcement, setAnnouncement] = useState('');
  const own = useRef<SVGSVGElement>(null);
  const drawing = svgRef ?? own;
  const under = cursor && cellOf(grid, cursor.row, cursor.column);

  function cellUnder(event: { clientX: number; clientY: number }): Cell | null {
    const frame = drawing.current!.getBoundingClientRect();
    return gridCellAt(layout, grid, event.clientX - frame.left, event.clientY - frame.top);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if ((event.key === 'Enter' || event.key === ' ') && cursor) onOpen(cursor);
    else if (event.key === 'Escape') onCursor(null);
    else {
      const extent = { rows: grid.rows.length, columns: grid.columns.length };
      const next = stepCell(cursor ?? { row: 0, column: 0 }, extent, event.key, event.shiftKey);
      if (!next) return;
      // The first key shows where the cursor is.
      const reached = cursor ? next : { row: 0, column: 0 };
      onCursor(reached);
      setAnnouncement(cellWords(grid, reached));
    }
    event.preventDefault();
  }

  return (
    <div ref={box} className="min-w-0 overflow-x-auto">
      <svg
        ref={drawing}
        width={layout.width}
        height={layout.height}
        role="application"
        aria-roledescription="matrix"
        aria-label={`${label}. Arrow keys move between cells, Enter opens the comparison.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the matrix
        tabIndex={0}
        className={`block touch-pan-y select-none ${cursor ? 'cursor-pointer' : ''}`}
        onPointerMove={(event) => onCursor(cellUnder(event))}
        onPointerLeave={({ currentTarget }) => walkedByKeys(currentTarget) || onCursor(null)}
        onBlur={() => onCursor(null)}
        onClick={(event) => {
          const cell = cellUnder(event);
          if (cell) onOpen(cell);
        }}
        onKeyDown={onKeyDown}
      >
        <CellGridPicture {...{ grid, layout, span, table, theme }} />
        {cursor ? (
          <g fill="none" pointerEvents="none">
            {['var(--raised)', 'var(--ink)'].map((stroke, inner) => (
              <rect
                key={stroke}
                x={layout.left + cursor.column * layout.cell - 0.5}
                y={layout.top + cursor.row * layout.cell - 0.5}
                width={layout.cell}
                height={layout.cell}
                stroke={stroke}
                strokeWidth={inner ? 2 : 5}
              />
            ))}
          </g>
        ) : null}
        <CellGridLegend {...{ grid, layout, span, table }} value={under?.state === 'VALUE' ? under.value : null} />
      </svg>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
