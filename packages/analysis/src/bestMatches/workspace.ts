import { paddedSamples } from './bandPlan.js';
import { SCREENED_SAMPLES } from './screeningError.js';
import { openScreeningKernel, SCANNED, type ScreeningKernel } from './screeningKernel.js';

/** Rows of the left side that are multiplied with a tile at once: their products stay near the processor. */
export const PRODUCT_ROWS = 4096;

/** Float32 values of some units over a run of samples, as the device takes them: units x samples. */
export interface NarrowBlock {
  readonly units: number;
  readonly samples: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** Where the standardised rows of one side are, in float32 by blocks of samples and in float64 by units. */
export class StandardisedRows {
  units = 0;
  /** Largest norm of a row, as it was multiplied. */
  norm = 0;

  constructor(
    readonly workspace: Workspace,
    readonly narrow: number,
    readonly wide: number,
  ) {}

  /**
   * Takes up the rows of some units behind those that are there.
   * @param values units x samples
   * @param whole how many rows there will be in all
   */
  add(values: Float32Array, means: Float64Array, roots: Float64Array, whole: number): void {
    const { buffer, kernel, samples, chunk } = this.workspace;
    const padded = paddedSamples(samples);
    const scratch = new Float32Array(buffer, chunk, padded);
    for (let row = 0; row < means.length; row++) {
      const [mean, scale] = [means[row] as number, 1 / (roots[row] as number)];
      scratch.set(values.subarray(row * samples, (row + 1) * samples));
      // What fills up the last group is nearly zero once it is centred, and made zero below.
      scratch.fill(mean, samples);
      const wide = this.wide + 8 * padded * (this.units + row);
      let squares = 0;
      for (let first = 0; first < padded; first += SCREENED_SAMPLES) {
        const length = Math.min(SCREENED_SAMPLES, padded - first);
        const narrow = this.narrow + 4 * (whole * first + (this.units + row) * length);
        const from = chunk + 4 * first;
        squares += kernel.standardise(from, from + 4 * length, mean, scale, wide + 8 * first, narrow);
        const real = Math.min(length, samples - first);
        new Float32Array(buffer, narrow + 4 * real, length - real).fill(0);
      }
      new Float64Array(buffer, wide + 8 * samples, padded - samples).fill(0);
      this.norm = Math.max(this.norm, Math.sqrt(squares));
    }
    this.units += means.length;
  }

  /** Fills up with rows of zeros. */
  fill(whole: number): void {
    const { buffer, samples } = this.workspace;
    const padded = paddedSamples(samples);
    for (let first = 0; first < padded; first += SCREENED_SAMPLES) {
      const length = Math.min(SCREENED_SAMPLES, padded - first);
      const from = this.narrow + 4 * (whole * first + this.units * length);
      new Float32Array(buffer, from, (whole - this.units) * length).fill(0);
    }
  }

  clear(): void {
    this.units = 0;
    this.norm = 0;
  }

  /** Units `first` to `end` of so many, block of samples by block of samples. */
  blocks(first: number, end: number, whole: number): NarrowBlock[] {
    const padded = paddedSamples(this.workspace.samples);
    const count = Math.ceil(padded / SCREENED_SAMPLES);
    return Array.from({ length: count }, (_, block) => {
      const start = block * SCREENED_SAMPLES;
      const samples = Math.min(SCREENED_SAMPLES, padded - start);
      const from = this.narrow + 4 * (whole * start + first * samples);
      return {
        units: end - first,
        samples,
        values: new Float32Array(this.workspace.buffer, from, (end - first) * samples),
      };
    });
  }

  /** Address of a unit's centred float64 values. */
  wideRow(unit: number): number {
    return this.wide + 8 * paddedSamples(this.workspace.samples) * unit;
  }
}

/** One memory for a band of the left side, a tile of the right side and their products. */
export class Workspace {
  readonly buffer: ArrayBuffer;
  readonly kernel: ScreeningKernel;
  readonly left: StandardisedRows;
  readonly right: StandardisedRows;
  /** Address of one row as it was recorded. */
  readonly chunk: number;
  /** PRODUCT_ROWS x columns of products, twice: where samples come in blocks, the sums so far are in the other one. */
  readonly products: readonly [Float32Array<ArrayBuffer>, Float32Array<ArrayBuffer>];
  /** A cut for each row of products, and for each column. */
  readonly rowCuts: Float32Array;
  readonly columnCuts: Float32Array;
  /** What a scan found in one row. */
  readonly found: Int32Array;

  /** @param bandUnits most rows of the left @param tileUnits most rows of the right */
  constructor(
    readonly samples: number,
    bandUnits: number,
    tileUnits: number,
    /** A workspace whose memory is taken over, where it is large enough. */
    former?: Workspace,
  ) {
    const padded = paddedSamples(samples);
    const columns = Math.ceil(tileUnits / SCANNED) * SCANNED;
    const rows = Math.min(PRODUCT_ROWS, bandUnits);
    const copies = padded > SCREENED_SAMPLES ? 2 : 1;
    let end = 0;
    const take = (bytes: number): number => {
      const start = end;
      end += Math.ceil(bytes / 64) * 64;
      return start;
    };
    this.chunk = take(4 * padded);
    const leftAt = [take(4 * bandUnits * padded), take(8 * bandUnits * padded)] as const;
    const rightAt = [take(4 * columns * padded), take(8 * tileUnits * padded)] as const;
    const productsAt = [take(4 * rows * columns), copies === 2 ? take(4 * rows * columns) : 0] as const;
    const rowCutsAt = take(4 * rows);
    const columnCutsAt = take(4 * columns);
    const foundAt = take((4 * columns) / SCANNED);
    const kept = former !== undefined && former.buffer.byteLength >= end;
    ({ buffer: this.buffer, functions: this.kernel } = kept
      ? { buffer: former.buffer, functions: former.kernel }
      : openScreeningKernel(end));
    this.left = new StandardisedRows(this, ...leftAt);
    this.right = new StandardisedRows(this, ...rightAt);
    const first = new Float32Array(this.buffer, productsAt[0], rows * columns);
    this.products = [first, copies === 2 ? new Float32Array(this.buffer, productsAt[1], rows * columns) : first];
    this.rowCuts = new Float32Array(this.buffer, rowCutsAt, rows);
    this.columnCuts = new Float32Array(this.buffer, columnCutsAt, columns);
    this.found = new Int32Array(this.buffer, foundAt, columns / SCANNED);
  }
}

let last: WeakRef<Workspace> | undefined;

/** A workspace, over the memory of the last one that was left where that is still there: memories are freed late. */
export function openWorkspace(samples: number, bandUnits: number, tileUnits: number): Workspace {
  const workspace = new Workspace(samples, bandUnits, tileUnits, last?.deref());
  last = undefined;
  return workspace;
}

/** To be called once it is not used any more; the next may take over its memory, and until then it may be freed. */
export function leaveWorkspace(workspace: Workspace): void {
  last = new WeakRef(workspace);
}
