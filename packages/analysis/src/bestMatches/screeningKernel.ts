import {
  type Code,
  compile,
  F64,
  f32x4,
  f64,
  f64x2,
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
  when,
} from '../webAssembly/assembler.js';

/** Samples are taken in groups of so many, columns of products in groups of `SCANNED`. */
export const GROUP = 8;
export const SCANNED = 16;

/** The loops over samples and products. Addresses are in bytes. */
export interface ScreeningKernel {
  /**
   * Centres float32 values from `from` up to `end`, whole groups: writes the differences from the mean as float64, and times `scale` as
   * float32. @returns sum of squares of what was written as float32, before it was rounded
   */
  standardise(from: number, end: number, mean: number, scale: number, wide: number, narrow: number): number;
  /** Inner product of float64 from `x` up to `end`, whole groups, with those from `y`; always summed in the same order. */
  dot(x: number, end: number, y: number): number;
  /**
   * Looks through a row of float32 products for those above the cut of their row, at the address `rowCut`, or of their column, at `cuts`.
   * @returns the end of what was written at `into`: 32-bit addresses of the groups of `SCANNED` that hold such a product
   */
  scan(from: number, end: number, cuts: number, rowCut: number, into: number): number;
}

let compiled: object | undefined;

/** The kernel over a memory of its own, of so many bytes. */
export function openScreeningKernel(bytes: number) {
  compiled ??= compile([STANDARDISE, DOT, SCAN]);
  return open<ScreeningKernel>(compiled, bytes);
}

const step = (local: number, bytes: number): Code => [...get(local), ...i32.constant(bytes), ...i32.add, ...set(local)];
/** Steps, and leaves whether the end is not reached. */
const goOn = (local: number, bytes: number, end: number): Code => [
  ...[...get(local), ...i32.constant(bytes), ...i32.add, ...tee(local), ...get(end), ...i32.below],
];
/** Both halves, added up. */
const sumOf = (local: number): Code => [
  ...[...get(local), ...f64x2.lane(0), ...get(local), ...f64x2.lane(1), ...f64.add],
];

const STANDARDISE = (() => {
  const [from, end, mean, scale, wide, narrow] = [0, 1, 2, 3, 4, 5];
  const [means, scales, squares, low, high] = [6, 7, 8, 9, 10];
  const half = (index: number, into: number): Code => [
    ...[...get(wide), ...get(from), ...v128.loadHalf(8 * index), ...f64x2.widen, ...get(means), ...f64x2.subtract],
    ...[...tee(into), ...v128.store(16 * index)],
    ...[...get(into), ...get(scales), ...f64x2.multiply, ...set(into)],
    ...[...get(squares), ...get(into), ...get(into), ...f64x2.multiply, ...f64x2.add, ...set(squares)],
  ];
  const quad = (index: number): Code => [
    ...[...half(2 * index, low), ...half(2 * index + 1, high)],
    ...[...get(narrow), ...get(low), ...f32x4.narrow, ...get(high), ...f32x4.narrow],
    ...i8x16.shuffle(...Array.from({ length: 16 }, (_, byte) => (byte < 8 ? byte : byte + 8))),
    ...v128.store(16 * index),
  ];
  return {
    name: 'standardise',
    parameters: [I32, I32, F64, F64, I32, I32],
    results: [F64],
    locals: [means, scales, squares, low, high].map(() => V128),
    body: [
      ...[...get(mean), ...f64x2.splat, ...set(means), ...get(scale), ...f64x2.splat, ...set(scales)],
      ...repeatWhile(
        [...quad(0), ...quad(1)],
        [...step(wide, 8 * GROUP), ...step(narrow, 4 * GROUP)],
        goOn(from, 4 * GROUP, end),
      ),
      ...sumOf(squares),
    ],
  };
})();

const DOT = (() => {
  const [x, end, y] = [0, 1, 2];
  const sums = [3, 4, 5, 6];
  return {
    name: 'dot',
    parameters: [I32, I32, I32],
    results: [F64],
    locals: sums.map(() => V128),
    body: [
      ...repeatWhile(
        sums.flatMap((sum, index) => [
          ...[...get(sum), ...get(x), ...v128.load(16 * index), ...get(y), ...v128.load(16 * index)],
          ...[...f64x2.multiply, ...f64x2.add, ...set(sum)],
        ]),
        step(y, 8 * GROUP),
        goOn(x, 8 * GROUP, end),
      ),
      ...[...sumOf(3), ...sumOf(4), ...f64.add, ...sumOf(5), ...sumOf(6), ...f64.add, ...f64.add],
    ],
  };
})();

const SCAN = (() => {
  const [from, end, cuts, rowCut, into] = [0, 1, 2, 3, 4];
  const rowCuts = 5;
  const found = (index: number): Code => [
    ...[...get(from), ...v128.load(16 * index)],
    ...[...get(rowCuts), ...get(cuts), ...v128.load(16 * index), ...f32x4.lower, ...f32x4.above],
  ];
  return {
    name: 'scan',
    parameters: [I32, I32, I32, I32, I32],
    results: [I32],
    locals: [V128],
    body: [
      ...[...get(rowCut), ...v128.load32Splat(0), ...set(rowCuts)],
      ...repeatWhile(
        [...found(0), ...found(1), ...v128.or, ...found(2), ...v128.or, ...found(3), ...v128.or, ...v128.any],
        when([...get(into), ...get(from), ...i32.store(0)], step(into, 4)),
        step(cuts, 4 * SCANNED),
        goOn(from, 4 * SCANNED, end),
      ),
      ...get(into),
    ],
  };
})();
