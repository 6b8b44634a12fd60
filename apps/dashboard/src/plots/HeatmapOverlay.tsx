import { memo } from 'react';
import type { Cell } from './cellCursor';
import { axisMarks } from './heatmapAxis';
import type { MatrixPlaces } from './unitMatrix';
import type { Viewport } from './viewport';

/** Room for the numbers of units on the left and above. */
export const HEATMAP_MARGIN = { left: 46, top: 40 };

/** A group of cells that belong together, in places of the picture. */
export interface Block {
  readonly key: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

type Props = {
  view: Viewport;
  places: MatrixPlaces;
  rowTitle: string;
  columnTitle: string;
  /** Column of the matched partner of the unit at each row; -1 without. */
  partners: Int32Array | null;
  cursor: Cell | null;
  opened: Cell | null;
  /** Groups that get a frame, and the key of the one that stands out. */
  blocks?: readonly Block[] | undefined;
  block?: number | null | undefined;
  /** What units are called beside the axes; their numbers where it says nothing. */
  names?: readonly string[] | null | undefined;
};

/** Axes, dots on matched pairs, the cursor's cross: everything but the cells, in the coordinates of the whole heatmap. */
export const HeatmapOverlay = memo(function HeatmapOverlay(props: Props) {
  const { view, places, rowTitle, columnTitle, partners, cursor, opened, blocks = [], names } = props;
  const nameOf = (unit: number | undefined) => (unit === undefined ? '' : (names?.[unit] ?? unit));
  const { left, top } = HEATMAP_MARGIN;
  const x = (column: number) => left + (column - view.column) * view.scale;
  const y = (row: number) => top + (row - view.row) * view.scale;
  const shown = ({ row, column }: Cell) =>
    row + 1 > view.row && column + 1 > view.column && y(row) < top + view.height && x(column) < left + view.width;
  const start = { x: left, y: top };
  const end = {
    x: Math.min(left + view.width, x(places.columnUnits.length)),
    y: Math.min(top + view.height, y(places.rowUnits.length)),
  };
  const columnRoom = 14 + 6 * String(places.columnUnits.length).length;
  const seen = cursor && shown(cursor) ? cursor : null;
  const crowded = (at: number | undefined, place: number, apart: number) =>
    at !== undefined && Math.abs(at - place) * view.scale < apart;
  return (
    <g fontSize="10.5" fill="var(--faint)">
      <text x={start.x} y={11} fontSize="11" fontWeight="500" fill="var(--soft)">
        {columnTitle} →
      </text>
      <text
        transform={`translate(${start.x - 36} ${start.y}) rotate(-90)`}
        textAnchor="end"
        fontSize="11"
        fontWeight="500"
        fill="var(--soft)"
      >
        ← {rowTitle}
      </text>
      {axisMarks(view.row, view.height, view.scale, places.rowUnits.length, 15).map(({ place, pixel }) =>
        crowded(seen?.row, place, 13) ? null : (
          <text key={place} x={start.x - 6} y={top + pixel} dy="0.34em" textAnchor="end">
            {nameOf(places.rowUnits[place])}
          </text>
        ),
      )}
      {axisMarks(view.column, view.width, view.scale, places.columnUnits.length, columnRoom).map(({ place, pixel }) =>
        crowded(seen?.column, place, 26) ? null : (
          <text key={place} x={left + pixel} y={start.y - 6} textAnchor="middle">
            {nameOf(places.columnUnits[place])}
          </text>
        ),
      )}
      {blocks.map((each) => (
        <Frame key={each.key} block={each} chosen={each.key === props.block} {...{ view, start, x, y }} />
      ))}
      {partners && view.scale >= 9 ? <Dots {...props} partners={partners} x={x} y={y} shown={shown} /> : null}
      {opened && shown(opened) ? <Ring cell={opened} view={view} x={x} y={y} /> : null}
      {seen ? (
        <g>
          <g stroke="var(--ink)" strokeWidth="1" opacity="0.35" shapeRendering="crispEdges">
            <line x1={start.x} x2={end.x} y1={y(seen.row + 0.5)} y2={y(seen.row + 0.5)} />
            <line y1={start.y} y2={end.y} x1={x(seen.column + 0.5)} x2={x(seen.column + 0.5)} />
          </g>
          <Ring cell={seen} view={view} x={x} y={y} />
          <g fontWeight="600" fill="var(--ink)">
            <text x={start.x - 6} y={y(seen.row + 0.5)} dy="0.34em" textAnchor="end">
              {nameOf(places.rowUnits[seen.row])}
            </text>
            <text x={x(seen.column + 0.5)} y={start.y - 6} textAnchor="middle">
              {nameOf(places.columnUnits[seen.column])}
            </text>
          </g>
        </g>
      ) : null}
    </g>
  );
});

type FrameProps = Places & { block: Block; chosen: boolean; view: Viewport; start: { x: number; y: number } };

/** The frame of a group, as much of it as is in view. */
function Frame({ block, chosen, view, start, x, y }: FrameProps) {
  const [left, top] = [Math.max(start.x, x(block.column)), Math.max(start.y, y(block.row))];
  const right = Math.min(start.x + view.width, x(block.column + block.columns));
  const bottom = Math.min(start.y + view.height, y(block.row + block.rows));
  if (right <= left || bottom <= top) return null;
  return (
    <rect
      {...{ x: left, y: top, width: right - left, height: bottom - top }}
      fill="none"
      stroke={chosen ? 'var(--accent)' : 'var(--ink)'}
      strokeWidth={chosen ? 3 : 1}
      opacity={chosen ? 1 : 0.55}
    />
  );
}

type Places = { x: (column: number) => number; y: (row: number) => number };

function Ring({ cell, view, x, y }: { cell: Cell; view: Viewport } & Places) {
  const side = Math.max(6, view.scale);
  const frame = { x: x(cell.column + 0.5) - side / 2, y: y(cell.row + 0.5) - side / 2, width: side, height: side };
  return (
    <g fill="none">
      <rect {...frame} stroke="var(--raised)" strokeWidth="4" />
      <rect {...frame} stroke="var(--ink)" strokeWidth="2" />
    </g>
  );
}

function Dots({
  view,
  places,
  partners,
  x,
  y,
  shown,
}: Props & Places & { partners: Int32Array; shown: (cell: Cell) => boolean }) {
  const first = Math.max(0, Math.floor(view.row));
  const last = Math.min(places.rowUnits.length, Math.ceil(view.row + view.height / view.scale));
  const cells = Array.from({ length: Math.max(0, last - first) }, (_, index) => ({
    row: first + index,
    column: partners[first + index]!,
  })).filter((cell) => cell.column >= 0 && shown(cell));
  return (
    <g fill="var(--raised)" stroke="var(--ink)" strokeWidth="1">
      {cells.map(({ row, column }) => (
        <circle key={row} cx={x(column + 0.5)} cy={y(row + 0.5)} r={Math.min(3, view.scale / 5)} />
      ))}
    </g>
  );
}
