import {
  compile,
  F32,
  f32x4,
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

/** Values are taken in groups of so many. */
const GROUP = 4;
/** Memories that are kept for the next pass: they are freed late, and a new one has to be cleared. */
const KEPT = 8;
const KEPT_BYTES = 2 ** 26;

interface CentringKernel {
  /** Takes the centre from float32 from `from` up to `end`, a multiple of `GROUP` of them, at least one. Addresses are in bytes. */
  subtract(from: number, end: number, centre: number): void;
}

/** Room for a block whose rows are centred. */
export interface CentredRows {
  readonly values: Float32Array<ArrayBuffer>;
  /** Puts rows x columns values at the beginning, less `centre[row]` each. */
  takeCentred(source: Float32Array, rows: number, columns: number, centre: Float32Array): void;
}

let compiled: object | undefined;
const kept: CentredRows[] = [];

/** Room for at least so many values, with anything in it. */
export function borrowCentredRows(count: number): CentredRows {
  const place = kept.findIndex(({ values }) => values.length >= count);
  if (place >= 0) return kept.splice(place, 1)[0] as CentredRows;
  compiled ??= compile([SUBTRACT]);
  const { buffer, functions } = open<CentringKernel>(compiled, 4 * count);
  const values = new Float32Array(buffer);
  return {
    values,
    takeCentred(source, rows, columns, centre) {
      const whole = columns - (columns % GROUP);
      for (let row = 0; row < rows; row++) {
        const middle = centre[row] as number;
        const from = row * columns;
        values.set(source.subarray(from, from + columns), from);
        // While the row is in the cache.
        if (middle === 0) continue;
        if (whole > 0) functions.subtract(4 * from, 4 * (from + whole), middle);
        for (let at = from + whole; at < from + columns; at++) values[at] = (values[at] as number) - middle;
      }
    },
  };
}

/** To be called once nothing works on them any more. Those that are never returned, as after an error, are only lost to the next. */
export function returnCentredRows(rows: CentredRows): void {
  if (rows.values.byteLength <= KEPT_BYTES && kept.length < KEPT) kept.push(rows);
}

const SUBTRACT = (() => {
  const [from, end, centre] = [0, 1, 2];
  const centres = 3;
  return {
    name: 'subtract',
    parameters: [I32, I32, F32],
    results: [],
    locals: [V128],
    body: [
      ...[...get(centre), ...f32x4.splat, ...set(centres)],
      ...repeatWhile(
        [...get(from), ...get(from), ...v128.load(0), ...get(centres), ...f32x4.subtract, ...v128.store(0)],
        [...get(from), ...i32.constant(4 * GROUP), ...i32.add, ...tee(from), ...get(end), ...i32.below],
      ),
    ],
  };
})();
