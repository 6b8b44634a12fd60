import {
  type Code,
  compile,
  get,
  I32,
  i8x16,
  i32,
  open,
  repeatWhile,
  set,
  tee,
  V128,
  v128,
} from '../webAssembly/assembler.js';

/** Rows and columns are turned in groups of so many. */
const GROUP = 4;

/** Values that are turned at a time: what fits the caches. */
const CHUNK = 2 ** 16;

interface TransposeKernel {
  /**
   * Turns float32. Addresses and distances are in bytes.
   * @param from rows up to `end`, a multiple of `GROUP` of them, `stride` bytes each
   * @param into columns, `intoStride` bytes each
   */
  transpose(from: number, end: number, stride: number, into: number, intoStride: number): void;
}

let compiled: object | undefined;
let opened: { readonly buffer: ArrayBuffer; readonly functions: TransposeKernel } | undefined;

/**
 * Writes rows as columns.
 * @param values rows x columns
 * @param target columns x width: the rows come to lie from `column` on
 */
export function transposeInto(
  target: Float32Array,
  width: number,
  column: number,
  values: Float32Array,
  rows: number,
  columns: number,
): void {
  const stride = Math.ceil(columns / GROUP) * GROUP;
  const step = Math.max(GROUP, Math.floor(CHUNK / stride / GROUP) * GROUP);
  compiled ??= compile([TRANSPOSE]);
  if (opened === undefined || opened.buffer.byteLength < 8 * stride * step) opened = open(compiled, 8 * stride * step);
  const { buffer, functions } = opened;
  const chunk = new Float32Array(buffer, 0, stride * step);
  const turned = new Float32Array(buffer, 4 * stride * step, stride * step);
  for (let first = 0; first < rows; first += step) {
    const count = Math.min(step, rows - first);
    if (stride === columns) chunk.set(values.subarray(first * columns, (first + count) * columns));
    else
      for (let row = 0; row < count; row++)
        chunk.set(values.subarray((first + row) * columns, (first + row + 1) * columns), row * stride);
    functions.transpose(0, 4 * stride * Math.ceil(count / GROUP) * GROUP, 4 * stride, turned.byteOffset, 4 * step);
    for (let index = 0; index < columns; index++)
      target.set(turned.subarray(index * step, index * step + count), index * width + column + first);
  }
}

const TRANSPOSE = (() => {
  const [from, end, stride, into, intoStride] = [0, 1, 2, 3, 4];
  const [at, rowEnd, to, place] = [5, 6, 7, 8];
  const rows = [9, 10, 11, 12] as const;
  const halves = [13, 14, 15, 16] as const;
  const places = (...words: number[]): Code =>
    i8x16.shuffle(...words.flatMap((word) => [0, 1, 2, 3].map((byte) => 4 * word + byte)));
  const joined = (one: number, other: number, words: Code, result: number): Code => [
    ...[...get(one), ...get(other), ...words, ...set(result)],
  ];
  /** Loads or stores one after another, at addresses that grow by a distance. */
  const take = (local: number): Code => [...get(place), ...v128.load(0), ...set(local)];
  const give = (code: Code): Code => [...get(place), ...code, ...v128.store(0)];
  const move = (by: number): Code => [...get(place), ...get(by), ...i32.add, ...set(place)];
  const low = places(0, 4, 1, 5);
  const high = places(2, 6, 3, 7);
  const [first, second] = [places(0, 1, 4, 5), places(2, 3, 6, 7)];
  return {
    name: 'transpose',
    parameters: [I32, I32, I32, I32, I32],
    results: [],
    locals: [...[at, rowEnd, to, place].map(() => I32), ...[...rows, ...halves].map(() => V128)],
    body: repeatWhile(
      [...get(from), ...tee(at), ...get(stride), ...i32.add, ...set(rowEnd), ...get(into), ...set(to)],
      repeatWhile(
        [...get(at), ...set(place)],
        rows.flatMap((row, index) => [...(index > 0 ? move(stride) : []), ...take(row)]),
        joined(rows[0], rows[1], low, halves[0]),
        joined(rows[0], rows[1], high, halves[1]),
        joined(rows[2], rows[3], low, halves[2]),
        joined(rows[2], rows[3], high, halves[3]),
        [...get(to), ...set(place), ...give([...get(halves[0]), ...get(halves[2]), ...first]), ...move(intoStride)],
        [...give([...get(halves[0]), ...get(halves[2]), ...second]), ...move(intoStride)],
        [...give([...get(halves[1]), ...get(halves[3]), ...first]), ...move(intoStride)],
        [...give([...get(halves[1]), ...get(halves[3]), ...second]), ...move(intoStride)],
        [...get(place), ...set(to)],
        [...get(at), ...i32.constant(4 * GROUP), ...i32.add, ...tee(at), ...get(rowEnd), ...i32.below],
      ),
      [...get(into), ...i32.constant(4 * GROUP), ...i32.add, ...set(into)],
      Array.from({ length: GROUP }, () => [...get(from), ...get(stride), ...i32.add, ...set(from)]).flat(),
      [...get(from), ...get(end), ...i32.below],
    ),
  };
})();
