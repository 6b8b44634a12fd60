import type { Block, CodeBlock } from './backend.js';

/** @throws RangeError where two blocks do not fit together: no device could multiply them */
export function checkBlocks(left: Block, right: Block): void {
  for (const { units, samples, values, centre } of [left, right]) {
    if (values.length < units * samples || centre.length < units)
      throw new RangeError(`${values.length} values and ${centre.length} centres are not ${units} units x ${samples}.`);
  }
  if (left.samples !== right.samples)
    throw new RangeError(`Blocks of ${left.samples} and of ${right.samples} samples cannot be multiplied.`);
}

/** @throws RangeError where codes, or what their counts are added to, do not fit together */
export function checkCodes(left: CodeBlock, right: CodeBlock, sums: Int32Array): void {
  for (const { units, samples, codes } of [left, right])
    if (codes.length < units * samples)
      throw new RangeError(`${codes.length} codes are not ${units} units x ${samples}.`);
  if (left.samples !== right.samples)
    throw new RangeError(`Codes of ${left.samples} and of ${right.samples} samples cannot meet.`);
  const entries = left.units * left.depth * right.units * right.depth;
  if (sums.length !== entries) throw new RangeError(`${sums.length} sums are not the ${entries} that are counted.`);
}

/** What is wrong with products of so many rows and columns, or null. */
export function problemOf(products: Float32Array | Float64Array, rows: number, columns: number): string | null {
  const length = products?.length ?? 0;
  return length === rows * columns ? null : `it gave ${length} products in the place of ${rows} x ${columns}`;
}
