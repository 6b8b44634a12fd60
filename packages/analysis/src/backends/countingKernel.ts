import {
  type Code,
  compile,
  get,
  I32,
  i8x16,
  i16x8,
  i32,
  i32x4,
  open,
  repeatWhile,
  set,
  tee,
  V128,
  v128,
} from '../webAssembly/assembler.js';

/** Bytes of a row: eight registers of 16. */
export const ROW_BYTES = 128;

/** Rows that bytes can add up without overflow. */
export const MOST_ROWS = 255;

export interface CountingKernel {
  /**
   * Adds up rows of bytes, at most `MOST_ROWS`, and adds the sums to 32-bit counts. All are addresses in bytes.
   * @param list of 16-bit places of rows, from `list` up to `end`, at least one
   * @param rows the first row
   * @param counts `ROW_BYTES` of them
   */
  addRows(list: number, end: number, rows: number, counts: number): void;
}

let compiled: object | undefined;

export function openCountingKernel(bytes: number): {
  readonly buffer: ArrayBuffer;
  readonly functions: CountingKernel;
} {
  compiled ??= compile([ADD_ROWS]);
  return open<CountingKernel>(compiled, bytes);
}

const ADD_ROWS = (() => {
  const [list, end, rows, counts] = [0, 1, 2, 3];
  const [row, wide] = [4, 5];
  const sums = Array.from({ length: ROW_BYTES / 16 }, (_, index) => 6 + index);
  const take: Code[] = sums.map((sum, index) => [
    ...[...get(sum), ...get(row), ...v128.load(16 * index), ...i8x16.add, ...set(sum)],
  ]);
  const quarter = (offset: number, half: Code, extended: Code): Code => [
    ...[...get(counts), ...get(counts), ...v128.load(offset)],
    ...[...half, ...extended, ...i32x4.add, ...v128.store(offset)],
  ];
  const spread: Code[] = sums.flatMap((sum, index) =>
    [i16x8.extendLow, i16x8.extendHigh].flatMap((extended, half) => [
      [...get(sum), ...extended, ...set(wide)],
      quarter(64 * index + 32 * half, get(wide), i32x4.extendLow),
      quarter(64 * index + 32 * half + 16, get(wide), i32x4.extendHigh),
    ]),
  );
  return {
    name: 'addRows',
    parameters: [I32, I32, I32, I32],
    results: [],
    locals: [I32, V128, ...sums.map(() => V128)],
    body: [
      ...repeatWhile(
        [
          ...get(rows),
          ...get(list),
          ...i32.load16,
          ...i32.constant(Math.log2(ROW_BYTES)),
          ...i32.shift,
          ...i32.add,
          ...set(row),
        ],
        take.flat(),
        [...get(list), ...i32.constant(2), ...i32.add, ...tee(list), ...get(end), ...i32.below],
      ),
      ...spread.flat(),
    ],
  };
})();
