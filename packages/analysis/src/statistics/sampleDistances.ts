import type { Backend } from '../backends/backend.js';
import { breathing } from '../linearAlgebra/breathing.js';
import { blockPairs, pairIndex, type SampleRows, sampleProducts } from './sampleRows.js';

/**
 * Squared Euclidean distances of all pairs of samples, upper triangle in reading order: count (count - 1) / 2 entries,
 * worked out in float64 and kept in float32.
 */
export async function squaredDistances(
  rows: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Float32Array> {
  const { count, units, values } = rows;
  const norms = new Float64Array(count);
  for (let sample = 0; sample < count; sample++) {
    for (let unit = 0; unit < units; unit++) norms[sample]! += (values[sample * units + unit] as number) ** 2;
  }
  const distances = new Float32Array((count * (count - 1)) / 2);
  const centre = new Float32Array(count);
  const breath = breathing();
  for (const [a, b] of blockPairs(count)) {
    const products = await sampleProducts(rows, a, b, centre, backend);
    for (let row = a.first; row < a.first + a.count; row++) {
      const start = Math.max(row + 1, b.first);
      const from = (row - a.first) * b.count - b.first;
      const to = pairIndex(count, row, start) - start;
      for (let column = start; column < b.first + b.count; column++) {
        const distance = (norms[row] as number) + (norms[column] as number) - 2 * (products[from + column] as number);
        distances[to + column] = Math.max(0, distance);
      }
      if (breath.due(5 * b.count)) await breath.take();
    }
    await report((a.first + (a.count * (b.first + b.count)) / count) / count);
  }
  return distances;
}

/**
 * Pearson dissimilarities, 1 - correlation over units, of all pairs of samples, upper triangle in reading order. NaN where a
 * sample has the same value on all units.
 */
export async function correlationDistances(
  rows: SampleRows,
  backend: Backend,
  report: (fraction: number) => Promise<void>,
): Promise<Float64Array> {
  const { count, units, values } = rows;
  const means = new Float64Array(count);
  const deviations = new Float64Array(count);
  for (let sample = 0; sample < count; sample++) {
    const own = values.subarray(sample * units, (sample + 1) * units);
    const mean = own.reduce((sum, value) => sum + value, 0) / units;
    means[sample] = mean;
    const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    deviations[sample] = own.every((value) => value === own[0]) ? Number.NaN : Math.sqrt(squares);
  }
  // What rounding the means to float32 shifts is known, and taken back.
  const centre = Float32Array.from(means);
  const shifts = means.map((mean, sample) => mean - (centre[sample] as number));
  const distances = new Float64Array((count * (count - 1)) / 2);
  const breath = breathing();
  for (const [a, b] of blockPairs(count)) {
    const products = await sampleProducts(rows, a, b, centre, backend);
    for (let row = a.first; row < a.first + a.count; row++) {
      const start = Math.max(row + 1, b.first);
      const from = (row - a.first) * b.count - b.first;
      const to = pairIndex(count, row, start) - start;
      for (let column = start; column < b.first + b.count; column++) {
        const centred =
          (products[from + column] as number) - units * (shifts[row] as number) * (shifts[column] as number);
        distances[to + column] = 1 - centred / ((deviations[row] as number) * (deviations[column] as number));
      }
      if (breath.due(5 * b.count)) await breath.take();
    }
    await report((a.first + (a.count * (b.first + b.count)) / count) / count);
  }
  return distances;
}
