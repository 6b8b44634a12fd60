import type { CodeBlock } from '../backends/backend.js';
import { BIN_FLOOR, type BinEdges, POSITIVE_BINS } from './binEdges.js';
import { bitsOf } from './positiveQuantiles.js';

const INNER = POSITIVE_BINS - 1;
/** A float32 is looked up by the upper half of its bits; the halves from here on are negative numbers. */
const HALVES = 32768;
/** In the table: an edge lies within this half's values. */
const UNDECIDED = 255;

/**
 * Turns values into codes of bins. Code 0 is each unit's lowest bin that can hold values: its joint counts follow from the
 * others and the unit's own counts, so that it need not be multiplied.
 */
export class Coder {
  /** Highest code. */
  readonly depth: number;
  /** units x INNER: the bits of the first float32 at or above each edge. */
  readonly #thresholds: Int32Array;
  /** Code of the lowest bin above the floor: 0 in units that are never silent. */
  readonly #lowest: Uint8Array;
  readonly #table = new Uint8Array(2 * HALVES);
  readonly #floor = bitsOf(BIN_FLOOR);

  constructor(readonly edges: BinEdges) {
    this.#lowest = Uint8Array.from(edges.silent, (count) => (count > 0 ? 1 : 0));
    this.#thresholds = Int32Array.from(edges.edges, (edge) => thresholdOf(edge));
    let depth = 1;
    for (let unit = 0; unit < edges.units; unit++) {
      const inner = edges.edges.subarray(unit * INNER, (unit + 1) * INNER);
      depth = Math.max(depth, (this.#lowest[unit] as number) + inner.filter(Number.isFinite).length);
    }
    this.depth = depth;
  }

  /**
   * Codes of units `first` to `end`, from column `column` of `into` on.
   * @param values all units x samples
   */
  code(
    values: Float32Array,
    samples: number,
    [first, end]: readonly [number, number],
    into: CodeBlock,
    column: number,
  ) {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    const table = this.#table;
    const { codes } = into;
    for (let unit = first; unit < end; unit++) {
      this.#fillTable(unit);
      const from = unit * samples;
      const to = (unit - first) * into.samples + column;
      for (let sample = 0; sample < samples; sample++) {
        const value = bits[from + sample] as number;
        // No branch on the value itself: whether a unit is silent is random, and would be guessed wrong half of the time.
        const code = table[value >>> 16] as number;
        codes[to + sample] = code === UNDECIDED ? this.#search(unit, value) : code;
      }
    }
  }

  /** Negative numbers are silent: their part of the table stays 0. */
  #fillTable(unit: number): void {
    const table = this.#table;
    let code = this.#lowest[unit] as number;
    const silent = this.#floor >>> 16;
    table.fill(0, 0, silent);
    table[silent] = UNDECIDED;
    let from = silent + 1;
    for (let index = unit * INNER; index < (unit + 1) * INNER; index++) {
      const threshold = this.#thresholds[index] as number;
      const half = threshold >>> 16;
      table.fill(code++, from, Math.max(from, half));
      // A half that begins with the edge lies wholly above it.
      const whole = (threshold & 0xffff) === 0 && half >= from;
      if (!whole) table[half] = UNDECIDED;
      from = whole ? half : half + 1;
    }
    table.fill(code, from, HALVES);
  }

  #search(unit: number, bits: number): number {
    if (bits <= this.#floor) return 0;
    let code = this.#lowest[unit] as number;
    for (let index = unit * INNER; index < (unit + 1) * INNER && bits >= (this.#thresholds[index] as number); index++)
      code++;
    return code;
  }
}

/** Bits of the smallest float32 that is not below the edge; above all finite numbers for an edge that is not there. */
function thresholdOf(edge: number): number {
  const nearest = Math.fround(edge);
  return bitsOf(nearest) + (nearest < edge ? 1 : 0);
}
