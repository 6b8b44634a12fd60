import { entriesOf } from './extents.js';
import type { TensorFactor } from './model.js';

const ORDER = ['BATCH', 'UNIT', 'POSITION'] as const;

/**
 * Values of a tensor in the order batch x units x positions.
 * @param layout what the values count, from the outermost to the innermost; the batch has whatever extent is left
 * @returns null where the number of values does not fit
 */
export function arrange(
  values: Float32Array,
  layout: readonly TensorFactor[],
  batch: number,
): { data: Float32Array; units: number; positions: number } | null {
  const open = layout.filter(({ role, extent }) => role !== 'BATCH' && extent === 0).length;
  const known = entriesOf(layout.map(({ role, extent }) => (role === 'BATCH' ? batch : extent || 1)));
  const length = open === 0 ? 1 : values.length / known;
  if (open > 1 || known * length !== values.length || !Number.isInteger(length)) return null;
  const extents = layout.map(({ role, extent }) => (role === 'BATCH' ? batch : extent || length));
  const strides = extents.map((_, index) => entriesOf(extents.slice(index + 1)));
  const axes = ORDER.flatMap((role) => layout.flatMap((each, index) => (each.role === role ? [index] : [])));
  const sizes = axes.map((axis) => extents[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 0);
  const of = (role: TensorFactor['role']): number =>
    entriesOf(layout.flatMap((each, index) => (each.role === role ? [extents[index] ?? 1] : [])));
  const data = new Float32Array(values.length);
  // Counts through the axes like an odometer, innermost last.
  const at = axes.map(() => 0);
  let from = 0;
  const last = axes.length - 1;
  for (let to = 0; to < data.length; to++) {
    data[to] = values[from] as number;
    for (let axis = last; axis >= 0; axis--) {
      from += steps[axis] as number;
      at[axis] = (at[axis] as number) + 1;
      if ((at[axis] as number) < (sizes[axis] as number)) break;
      from -= (steps[axis] as number) * (sizes[axis] as number);
      at[axis] = 0;
    }
  }
  return { data, units: of('UNIT'), positions: of('POSITION') };
}
