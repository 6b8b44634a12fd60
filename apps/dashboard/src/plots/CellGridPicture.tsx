import { memo, useId } from 'react';
import { formatValue } from '../format/numbers';
import { type CellGridData, cellOf, type GridCell } from './cellGrid';
import { CORRELATION_SCALE, cssColour, HATCH, type Theme } from './colourMap';
import { type ColourSpan, colourPlace, inkOn } from './gridColours';
import { type GridLayout, shortened } from './gridLayout';

type Props = { grid: CellGridData; layout: GridLayout; span: ColourSpan; table: Uint8Array; theme: Theme };

/** The still part of a small matrix: cells with their values, names, titles. */
export const CellGridPicture = memo(function CellGridPicture({ grid, layout, span, table, theme }: Props) {
  const { cell, left, top, upright } = layout;
  const stripes = useId();
  const [stripe, ground] = HATCH[theme];
  const middle = (place: number) => (place + 0.5) * cell;
  return (
    <g fontSize="10.5" fill="var(--soft)">
      <defs>
        <pattern id={stripes} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <rect width="5" height="5" fill={ground} />
          <rect width="5" height="2" fill={stripe} />
        </pattern>
      </defs>
      <text x={left} y={11} fontSize="11" fontWeight="500">
        {grid.columnTitle} →
      </text>
      <text transform={`translate(11 ${top}) rotate(-90)`} textAnchor="end" fontSize="11" fontWeight="500">
        ← {grid.rowTitle}
      </text>
      {grid.rows.map(({ name, title }, row) => (
        <text key={title} x={left - 6} y={top + middle(row)} dy="0.34em" textAnchor="end">
          {shortened(name, layout.rowLetters)}
        </text>
      ))}
      {grid.columns.map(({ name, title }, column) =>
        upright ? (
          <text
            key={title}
            transform={`translate(${left + middle(column)} ${top - 6}) rotate(-90)`}
            dy="0.34em"
            textAnchor="start"
          >
            {shortened(name, layout.columnLetters)}
          </text>
        ) : (
          <text key={title} x={left + middle(column)} y={top - 7} textAnchor="middle">
            {name}
          </text>
        ),
      )}
      {grid.rows.map((row, rowPlace) =>
        grid.columns.map((column, columnPlace) => (
          <Cell
            key={`${row.title} ${column.title}`}
            cell={cellOf(grid, rowPlace, columnPlace)}
            x={left + columnPlace * cell}
            y={top + rowPlace * cell}
            {...{ layout, span, table, stripes }}
          />
        )),
      )}
    </g>
  );
});

type CellProps = Pick<Props, 'layout' | 'span' | 'table'> & { cell: GridCell; x: number; y: number; stripes: string };

function Cell({ cell, x, y, layout, span, table, stripes }: CellProps) {
  // A hair of paper between cells, where they are large enough to spare it.
  const side = layout.cell - (layout.cell >= 16 ? 1 : 0);
  const frame = { x, y, width: side, height: side, shapeRendering: 'crispEdges' };
  if (cell.state === 'ABSENT') return <rect {...frame} fill={`url(#${stripes})`} />;
  if (cell.state === 'PENDING') return <rect {...frame} fill="var(--sunken)" />;
  if (cell.state === 'SELF') return <rect {...frame} fill="none" stroke="var(--line)" />;
  const place = colourPlace(cell.value, span);
  return (
    <>
      <rect {...frame} fill={cssColour(table, place, CORRELATION_SCALE)} />
      {layout.written ? (
        <text
          x={x + side / 2}
          y={y + side / 2}
          dy="0.34em"
          textAnchor="middle"
          fontSize={layout.cell >= 40 ? 11 : 10}
          fill={inkOn(table, place)}
        >
          {formatValue(cell.value, 2)}
        </text>
      ) : null}
    </>
  );
}
