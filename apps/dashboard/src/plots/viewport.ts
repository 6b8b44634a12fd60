/** The part of a matrix that is on screen: its top left corner and its extent, in places (cells), and the picture in pixels. */
export interface Viewport {
  readonly row: number;
  readonly column: number;
  /** Pixels per cell, the same on both axes. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** The largest a cell may be drawn, in pixels. */
const LARGEST_CELL = 64;

/** All of the matrix, in the top left corner of the picture. */
export function fitted(extent: Extent, width: number, height: number): Viewport {
  const scale = fittingScale(extent, width, height);
  return keepInside({ row: 0, column: 0, scale, width, height }, extent);
}

export function fittingScale(extent: Extent, width: number, height: number): number {
  return Math.min(width / Math.max(1, extent.columns), height / Math.max(1, extent.rows));
}

export function isFit(view: Viewport, extent: Extent): boolean {
  return view.scale <= fittingScale(extent, view.width, view.height) * 1.0001;
}

/** Zooms by `factor`, the place under the pixel (x, y) staying where it is. */
export function zoom(view: Viewport, extent: Extent, factor: number, x: number, y: number): Viewport {
  const least = fittingScale(extent, view.width, view.height);
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(LARGEST_CELL, least));
  const row = view.row + y / view.scale - y / scale;
  const column = view.column + x / view.scale - x / scale;
  return keepInside({ ...view, scale, row, column }, extent);
}

/** Moves the picture by pixels. */
export function pan(view: Viewport, extent: Extent, x: number, y: number): Viewport {
  return keepInside({ ...view, row: view.row - y / view.scale, column: view.column - x / view.scale }, extent);
}

/** The picture took another size: what was all in view stays so, else the middle stays in the middle. */
export function resize(view: Viewport, extent: Extent, width: number, height: number): Viewport {
  if (isFit(view, extent)) return fitted(extent, width, height);
  const row = view.row + (view.height - height) / 2 / view.scale;
  const column = view.column + (view.width - width) / 2 / view.scale;
  return zoom({ ...view, width, height, row, column }, extent, 1, width / 2, height / 2);
}

/** Moves as little as is needed to have a cell in view. */
export function reveal(view: Viewport, extent: Extent, row: number, column: number): Viewport {
  const along = (first: number, cells: number, place: number) => Math.min(place, Math.max(first, place + 1 - cells));
  return keepInside(
    {
      ...view,
      row: along(view.row, view.height / view.scale, row),
      column: along(view.column, view.width / view.scale, column),
    },
    extent,
  );
}

/** The cell under a pixel; null beside the matrix. */
export function cellAt(view: Viewport, extent: Extent, x: number, y: number): { row: number; column: number } | null {
  const row = Math.floor(view.row + y / view.scale);
  const column = Math.floor(view.column + x / view.scale);
  return row >= 0 && column >= 0 && row < extent.rows && column < extent.columns ? { row, column } : null;
}

function keepInside(view: Viewport, extent: Extent): Viewport {
  const along = (first: number, pixels: number, cells: number) => {
    const shown = pixels / view.scale;
    return shown >= cells ? 0 : Math.min(Math.max(first, 0), cells - shown);
  };
  return {
    ...view,
    row: along(view.row, view.height, extent.rows),
    column: along(view.column, view.width, extent.columns),
  };
}
