import type { Range } from '../../threads/task.js';

/** Groups of threads that go side by side, on every device. */
const MOST_UNITS = 65_535;

/** Part of a product: some rows, some columns, some samples. */
export interface Tile {
  readonly rows: Range;
  readonly columns: Range;
  readonly samples: Range;
}

interface Extents {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** Bytes of one sample of a unit. */
  readonly sampleBytes: number;
  /** Bytes of the result for one row and one column. */
  readonly resultBytes: number;
}

/**
 * Cuts a product so that neither a side's part nor the result's takes more than `largest` bytes: samples only where one
 * unit's are too many, else units.
 * @throws Error where even the result of one row and one column is too large.
 */
export function tilesOf({ rows, columns, samples, sampleBytes, resultBytes }: Extents, largest: number): Tile[] {
  if (resultBytes > largest) throw new Error(`One result takes ${resultBytes} bytes, and the GPU's arrays ${largest}.`);
  // Whole fours, as samples are read.
  const most = Math.max(4, Math.floor(largest / sampleBytes / 4) * 4);
  const length = Math.min(samples, most);
  const units = Math.min(MOST_UNITS, Math.floor(largest / sampleBytes / Math.ceil(length / 4) / 4));
  const side = Math.max(1, Math.min(units, Math.floor(Math.sqrt(largest / resultBytes))));
  // A narrow side leaves more room for the other.
  const tall = Math.max(1, Math.min(units, Math.floor(largest / resultBytes / Math.min(columns, side))));
  const height = Math.min(rows, tall);
  const width = Math.max(1, Math.min(columns, units, Math.floor(largest / resultBytes / height)));
  return steps(samples, length).flatMap((some) =>
    steps(rows, height).flatMap((down) =>
      steps(columns, width).map((across) => ({ rows: down, columns: across, samples: some })),
    ),
  );
}

function steps(count: number, step: number): Range[] {
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => ({
    first: index * step,
    end: Math.min((index + 1) * step, count),
  }));
}
