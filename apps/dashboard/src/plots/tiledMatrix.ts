import { levelFor } from './levels';
import { identity } from './permutation';
import { Pyramid } from './pyramid';
import type { Tiles } from './tiles';
import type { Viewport } from './viewport';

/** What is drawn: some cells of a level, and the view of them that is on the screen. */
export interface ShownPart {
  readonly pyramid: Pyramid;
  readonly view: Viewport;
}

/** Boxes of one level: from row and column, exclusive to the end. */
export interface Span {
  readonly level: number;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The boxes that a view shows: of the level whose boxes are one to two device pixels wide. */
export function spanOf({ rows, columns, coarsest }: Tiles, view: Viewport, density: number): Span {
  const level = Math.min(coarsest, levelFor(view.scale * density));
  const side = 2 ** level;
  const end = (first: number, pixels: number, cells: number) =>
    Math.ceil(Math.min(cells, first + pixels / view.scale) / side);
  return {
    level,
    top: Math.floor(Math.max(0, view.row) / side),
    left: Math.floor(Math.max(0, view.column) / side),
    bottom: end(view.row, view.height, rows),
    right: end(view.column, view.width, columns),
  };
}

/**
 * The boxes of a span out of the tiles that are there; where one is missing, each box shows the one of a coarser level that it
 * is part of. NaN where nothing is live, and as long as nothing at all is there.
 */
export function partOf(tiles: Tiles, span: Span): Pyramid {
  const [rows, columns] = [Math.max(1, span.bottom - span.top), Math.max(1, span.right - span.left)];
  const values = new Float32Array(rows * columns).fill(Number.NaN);
  for (const { row, column } of tiles.under(span)) {
    const found = tiles.nearest(span.level, row, column);
    if (!found) continue;
    const { tile, level } = found;
    const halvings = level - span.level;
    const corner = { row: (row >> halvings) * tiles.side, column: (column >> halvings) * tiles.side };
    const [top, bottom] = [Math.max(span.top, row * tiles.side), Math.min(span.bottom, (row + 1) * tiles.side)];
    const [left, right] = [Math.max(span.left, column * tiles.side), Math.min(span.right, (column + 1) * tiles.side)];
    for (let y = top; y < bottom; y++) {
      const from = ((y >> halvings) - corner.row) * tile.columns - corner.column;
      const to = (y - span.top) * columns - span.left;
      for (let x = left; x < right; x++) values[to + x] = tile.values[from + (x >> halvings)]!;
    }
  }
  const places = { rowUnits: identity(rows), columnUnits: identity(columns) };
  return new Pyramid({ rows, columns, values }, places, tiles.summary);
}

/** A view of the whole matrix as one of the part. */
export function viewOfPart(view: Viewport, { level, top, left }: Span): Viewport {
  const side = 2 ** level;
  return { ...view, row: view.row / side - top, column: view.column / side - left, scale: view.scale * side };
}
