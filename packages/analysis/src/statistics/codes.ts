import type { CodeBlock } from '../backends/backend.js';
import { sharedArray } from '../threads/sharedArrays.js';
import { BIN_FLOOR, type BinEdges, POSITIVE_BINS } from './binEdges.js';
import { GROUP, openCodingKernel } from './codingKernel.js';
import { bitsOf } from './quantilePasses.js';

const INNER = POSITIVE_BINS - 1;
/** The floor, and the edges. */
const BOUNDS = 1 + INNER;
/** Above all finite numbers. */
const NEVER = 0x7fffffff;

/** Values at a time. */
const CHUNK = 8192;
const BOUNDS_AT = 5 * CHUNK;
const COUNTS_AT = BOUNDS_AT + 16 * BOUNDS;

let kernel: ReturnType<typeof openCodingKernel> | undefined;

/**
 * Turns values into codes of bins. Code 0 is each unit's lowest bin that can hold values: its joint counts follow from the
 * others and the unit's own counts, so that it need not be multiplied.
 */
export class Coder {
  /** units x BOUNDS, ascending: the bits of the greatest float32 below each edge. A value's code is how many of them it is above. */
  readonly #bounds: Int32Array;

  /** @param depth highest code */
  private constructor(
    bounds: Int32Array,
    readonly depth: number,
  ) {
    this.#bounds = bounds;
  }

  static of(edges: BinEdges): Coder {
    const all = sharedArray(Int32Array, edges.units * BOUNDS).fill(NEVER);
    let depth = 1;
    for (let unit = 0; unit < edges.units; unit++) {
      // A unit that is never silent has no bin below the first edge but one.
      const bounds = (edges.silent[unit] as number) > 0 ? [bitsOf(BIN_FLOOR)] : [];
      for (const edge of edges.edges.subarray(unit * INNER, (unit + 1) * INNER))
        if (Number.isFinite(edge)) bounds.push(thresholdOf(edge) - 1);
      all.set(bounds, unit * BOUNDS);
      depth = Math.max(depth, bounds.length);
    }
    return new Coder(all, depth);
  }

  /** What another thread needs to do the same. */
  get shared(): { readonly bounds: Int32Array; readonly depth: number } {
    return { bounds: this.#bounds, depth: this.depth };
  }

  static from({ bounds, depth }: Coder['shared']): Coder {
    return new Coder(bounds, depth);
  }

  /**
   * Codes of units `first` to `end`, from column `column` of `into` on, whose first unit is `first`.
   * @param values all units x samples
   * @param counts units `first` to `end` x (depth + 1), to which is added how often each code occurs
   */
  code(
    values: Float32Array,
    samples: number,
    [first, end]: readonly [number, number],
    into: CodeBlock,
    column: number,
    counts?: Float64Array,
  ) {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    kernel ??= openCodingKernel(BOUNDS, COUNTS_AT + 16 * BOUNDS);
    const { buffer, functions } = kernel;
    const chunk = new Int32Array(buffer, 0, CHUNK);
    const codes = new Uint8Array(buffer, 4 * CHUNK, CHUNK);
    const bounds = new Int32Array(buffer, BOUNDS_AT, 4 * BOUNDS);
    const above = new Int32Array(buffer, COUNTS_AT, 4 * BOUNDS);
    for (let unit = first; unit < end; unit++) {
      for (let index = 0; index < bounds.length; index++)
        bounds[index] = this.#bounds[unit * BOUNDS + (index >> 2)] as number;
      for (let done = 0; done < samples; done += CHUNK) {
        const count = Math.min(CHUNK, samples - done);
        const from = unit * samples + done;
        chunk.set(bits.subarray(from, from + count));
        const filled = Math.ceil(count / GROUP) * GROUP;
        // What fills the last group is above no bound.
        chunk.fill(-1, count, filled);
        functions.code(0, 4 * filled, BOUNDS_AT, 4 * CHUNK, COUNTS_AT);
        into.codes.set(codes.subarray(0, count), (unit - first) * into.samples + column + done);
        if (counts !== undefined) addCounts(above, count, counts, (unit - first) * (this.depth + 1), this.depth);
      }
    }
  }
}

/** As many as are above a bound, and not above the next, have the code between. */
function addCounts(above: Int32Array, samples: number, counts: Float64Array, from: number, depth: number): void {
  let rest = samples;
  for (let code = 0; code <= depth; code++) {
    let higher = 0;
    if (code < BOUNDS) for (let lane = 0; lane < 4; lane++) higher += above[4 * code + lane] as number;
    counts[from + code] = (counts[from + code] as number) + rest - higher;
    rest = higher;
  }
}

/** Bits of the smallest float32 that is not below the edge. */
function thresholdOf(edge: number): number {
  const nearest = Math.fround(edge);
  return bitsOf(nearest) + (nearest < edge ? 1 : 0);
}
