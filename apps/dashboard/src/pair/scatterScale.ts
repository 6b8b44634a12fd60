import type { PairPoint } from './activationsDocument';

export type Range = { low: number; high: number };
/** A rectangle in activations: of the left unit along x, of the right one along y. */
export type Brush = { x: Range; y: Range };

/** From the least to the greatest value, with a margin, so that no point lies on the frame. */
export function rangeOf(values: readonly number[]): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return Number.isFinite(low) ? { low: low - 1, high: high + 1 } : { low: 0, high: 1 };
  const margin = (high - low) * 0.03;
  return { low: low - margin, high: high + margin };
}

/** Place of a value in a range, 0..1. */
export const placeIn = ({ low, high }: Range, value: number): number => (value - low) / (high - low);
export const valueAt = ({ low, high }: Range, place: number): number =>
  low + (high - low) * Math.min(1, Math.max(0, place));

/** A place in the drawing: 0..1 from left to right and from bottom to top. */
export type Place = { x: number; y: number };

/** The brush between two corners. */
export function spannedBy(xs: Range, ys: Range, a: Place, b: Place): Brush {
  return {
    x: { low: valueAt(xs, Math.min(a.x, b.x)), high: valueAt(xs, Math.max(a.x, b.x)) },
    y: { low: valueAt(ys, Math.min(a.y, b.y)), high: valueAt(ys, Math.max(a.y, b.y)) },
  };
}

/** About so many round numbers in a range. */
export function ticks({ low, high }: Range, about = 4): number[] {
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const found: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step)
    found.push(Number(value.toPrecision(12)));
  return found;
}

export function isWithin({ x, y }: Brush, point: PairPoint): boolean {
  return point.x >= x.low && point.x <= x.high && point.y >= y.low && point.y <= y.high;
}

/** A brush in the address: `1,2.5,0,3` for x from 1 to 2.5 and y from 0 to 3. */
export function readBrush(text: string | null): Brush | null {
  const values = (text ?? '').split(',').map(Number);
  const [a, b, c, d] = values;
  if (values.length !== 4 || values.some((value) => !Number.isFinite(value))) return null;
  return { x: { low: Math.min(a!, b!), high: Math.max(a!, b!) }, y: { low: Math.min(c!, d!), high: Math.max(c!, d!) } };
}

export function writeBrush({ x, y }: Brush): string {
  return [x.low, x.high, y.low, y.high].map((value) => Number(value.toPrecision(4))).join(',');
}

/** Points in the order of how much they drive both units, each measured by its own range. */
export function strongestFirst<Point extends { x: number; y: number }>(points: readonly Point[]): Point[] {
  const xs = rangeOf(points.map(({ x }) => x));
  const ys = rangeOf(points.map(({ y }) => y));
  const strength = ({ x, y }: Point) => placeIn(xs, x) + placeIn(ys, y);
  return [...points].sort((a, b) => strength(b) - strength(a));
}
