import {
  compile,
  F64,
  f64x2,
  get,
  I32,
  i32,
  open,
  repeatWhile,
  set,
  tee,
  V128,
  v128,
} from '../webAssembly/assembler.js';
import type { Block } from './backend.js';

/** Values are taken in groups of so many. */
const GROUP = 8;

interface CentringKernel {
  /** Writes `from` up to `end`, float32, less the centre, as float64. All but the centre are addresses in bytes. */
  centre(from: number, end: number, centre: number, into: number): void;
}

let compiled: object | undefined;

/**
 * Blocks in float64, centred: what float64 products are made of. Each has a memory of its own, which is used again: so, what it gave
 * last is overwritten.
 */
export class Centring {
  #opened: { readonly buffer: ArrayBuffer; readonly functions: CentringKernel } | undefined;
  #block: WeakRef<Block> | undefined;

  /** Whether it holds that block, centred: then giving it again costs nothing. */
  holds(block: Block): boolean {
    return this.#block?.deref() === block;
  }

  /** @returns units x samples */
  centred(block: Block): Float64Array {
    const { units, samples, values, centre } = block;
    const row = 4 * Math.ceil(samples / GROUP) * GROUP;
    // The last row may be written beyond its end, up to a whole group.
    const bytes = row + 8 * (units * samples + GROUP);
    compiled ??= compile([CENTRE]);
    if (this.#opened === undefined || this.#opened.buffer.byteLength < bytes) this.#opened = open(compiled, bytes);
    const { buffer, functions } = this.#opened;
    const centred = new Float64Array(buffer, row, units * samples);
    if (this.holds(block)) return centred;
    const chunk = new Float32Array(buffer, 0, samples);
    for (let unit = 0; unit < units; unit++) {
      chunk.set(values.subarray(unit * samples, (unit + 1) * samples));
      functions.centre(0, row, centre[unit] as number, row + 8 * unit * samples);
    }
    this.#block = new WeakRef(block);
    return centred;
  }
}

const CENTRE = (() => {
  const [from, end, centre, into] = [0, 1, 2, 3];
  const centres = 4;
  const pairs = Array.from({ length: GROUP / 2 }, (_, pair) => [
    ...[...get(into), ...get(from), ...v128.loadHalf(8 * pair), ...f64x2.widen],
    ...[...get(centres), ...f64x2.subtract, ...v128.store(16 * pair)],
  ]).flat();
  return {
    name: 'centre',
    parameters: [I32, I32, F64, I32],
    results: [],
    locals: [V128],
    body: [
      ...[...get(centre), ...f64x2.splat, ...set(centres)],
      ...repeatWhile(
        pairs,
        [...get(into), ...i32.constant(8 * GROUP), ...i32.add, ...set(into)],
        [...get(from), ...i32.constant(4 * GROUP), ...i32.add, ...tee(from), ...get(end), ...i32.below],
      ),
    ],
  };
})();
