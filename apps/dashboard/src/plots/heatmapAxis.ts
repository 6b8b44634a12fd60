/** A place on an axis of the matrix that gets its unit written beside it. */
export interface AxisMark {
  readonly place: number;
  /** Middle of the cell, in pixels from the start of the picture. */
  readonly pixel: number;
}

/**
 * Places in view that are written: each, or every 2nd, 5th, 10th … so that they stand at least `apart` pixels apart.
 * @param first place at the start of the picture, which may lie within a cell or beside the matrix
 */
export function axisMarks(first: number, pixels: number, scale: number, count: number, apart: number): AxisMark[] {
  const least = apart / scale;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = [1, 2, 5, 10].map((times) => times * power).find((candidate) => candidate >= least - 1e-9) ?? power * 10;
  const last = Math.min(count - 1, Math.ceil(first + pixels / scale) - 1);
  const marks: AxisMark[] = [];
  for (let place = Math.ceil(Math.max(0, first) / step) * step; place <= last; place += step) {
    const pixel = (place + 0.5 - first) * scale;
    if (pixel >= 0 && pixel <= pixels) marks.push({ place, pixel });
  }
  return marks;
}
