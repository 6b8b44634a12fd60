import { breathing } from '../linearAlgebra/breathing.js';
import type { Backend, Block } from './backend.js';

type Products = 'crossProducts' | 'preciseCrossProducts';

/**
 * Cross-products of two blocks, as the backend makes them; tile by tile where they would not fit in the device's memory at once, or would
 * keep this thread for long. Rests between tiles.
 * @returns left.units x right.units
 */
export async function multiplyInTiles(
  backend: Backend,
  products: Products,
  left: Block,
  right: Block,
): Promise<Float32Array | Float64Array> {
  const multiply = backend[products];
  if (multiply === undefined) throw new Error(`${backend.name} has no ${products}.`);
  const bytes = products === 'crossProducts' ? 4 : 8;
  const limits = {
    numbers: (backend.memoryBytes ?? Number.POSITIVE_INFINITY) / bytes,
    flops: backend.flopsAtOnce?.[products] ?? Number.POSITIVE_INFINITY,
  };
  const itself = left === right;
  const [rows, columns] = tileOf(left, right, limits);
  if (rows >= left.units && columns >= right.units) return multiply(left, right);
  const breath = breathing();
  const whole = bytes === 4 ? new Float32Array(left.units * right.units) : new Float64Array(left.units * right.units);
  for (let top = 0; top < left.units; top += rows) {
    const x = unitsOf(left, top, rows);
    // Of a block with itself, what is below the diagonal is known from what is above it.
    for (let start = itself ? top : 0; start < right.units; start += columns) {
      const y = itself && start === top ? x : unitsOf(right, start, columns);
      const tile = await multiply(x, y);
      for (let row = 0; row < x.units; row++)
        whole.set(tile.subarray(row * y.units, (row + 1) * y.units), (top + row) * right.units + start);
      if (breath.due((x.units * y.units * x.samples) / TIMES_A_LOOP)) await breath.take();
    }
  }
  for (let row = 0; itself && row < left.units; row++) {
    for (let column = 0; column < row; column++)
      whole[row * left.units + column] = whole[column * left.units + row] as number;
    if (breath.due(FAR_AWAY * row)) await breath.take();
  }
  return whole;
}

/** A device does so much more than a loop of this thread in the same time. */
const TIMES_A_LOOP = 20;
/** Operations that a value takes which is read from far away, about. */
const FAR_AWAY = 10;

/**
 * Units of either side of which blocks, centred blocks and products are together at most so many numbers, and their product takes at most
 * so many operations; at least one. As many of both where a block meets itself.
 */
function tileOf(
  left: Block,
  right: Block,
  limits: { readonly numbers: number; readonly flops: number },
): readonly [number, number] {
  const isTooMuch = (rows: number, columns: number): boolean =>
    2 * left.samples * (rows + columns) + rows * columns > limits.numbers ||
    2 * left.samples * rows * columns > limits.flops;
  let [rows, columns] = [left.units, right.units];
  while (isTooMuch(rows, columns) && rows + columns > 2) {
    if (left === right) rows = columns = Math.ceil(rows / 2);
    else if (rows >= columns) rows = Math.ceil(rows / 2);
    else columns = Math.ceil(columns / 2);
  }
  return [rows, columns];
}

/** Some of a block's units, nothing copied. */
function unitsOf({ units, samples, values, centre }: Block, first: number, most: number): Block {
  const end = Math.min(units, first + most);
  return {
    units: end - first,
    samples,
    values: values.subarray(first * samples, end * samples),
    centre: centre.subarray(first, end),
  };
}
