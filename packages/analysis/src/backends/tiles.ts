import type { Backend, Block } from './backend.js';

type Products = 'crossProducts' | 'preciseCrossProducts';

/**
 * Cross-products of two blocks, as the backend makes them; where they would not fit in the device's memory at once, tile by tile.
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
  const [rows, columns] = tileOf(left, right, (backend.memoryBytes ?? Number.POSITIVE_INFINITY) / bytes);
  if (rows >= left.units && columns >= right.units) return multiply(left, right);
  const whole = bytes === 4 ? new Float32Array(left.units * right.units) : new Float64Array(left.units * right.units);
  for (let top = 0; top < left.units; top += rows) {
    const x = unitsOf(left, top, rows);
    for (let start = 0; start < right.units; start += columns) {
      const y = unitsOf(right, start, columns);
      const tile = await multiply(x, y);
      for (let row = 0; row < x.units; row++)
        whole.set(tile.subarray(row * y.units, (row + 1) * y.units), (top + row) * right.units + start);
    }
  }
  return whole;
}

/** Units of either side of which blocks, centred blocks and products are together at most so many numbers; at least one. */
function tileOf(left: Block, right: Block, numbers: number): readonly [number, number] {
  const needed = (rows: number, columns: number): number => 2 * left.samples * (rows + columns) + rows * columns;
  let [rows, columns] = [left.units, right.units];
  while (needed(rows, columns) > numbers && rows + columns > 2) {
    if (rows >= columns) rows = Math.ceil(rows / 2);
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
