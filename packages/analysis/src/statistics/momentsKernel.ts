import {
  type Code,
  compile,
  F64,
  f32x4,
  f64x2,
  get,
  I32,
  i32,
  i32x4,
  open,
  repeatWhile,
  set,
  tee,
  V128,
  v128,
} from '../webAssembly/assembler.js';

/** Values are taken in groups of so many. */
export const GROUP = 8;

/** Bytes of what `sums` writes: four times two float64 that add up to the sum, four lowest and highest float32, four counts of zeros. */
export const SUMS_BYTES = 4 * 16 + 3 * 16;

export interface MomentsKernel {
  /** Sums, extremes and zeros of float32 from `from` up to `end`, a multiple of `GROUP` of them. Addresses are in bytes. */
  sums(from: number, end: number, into: number): void;
  /** Squares of what they differ from the mean by: writes four times two float64 that add up to the sum. */
  squares(from: number, end: number, mean: number, into: number): void;
}

let opened: { readonly buffer: ArrayBuffer; readonly functions: MomentsKernel } | undefined;
let compiled: object | undefined;

/** The kernel over a memory of at least so many bytes, which is used again. */
export function openMomentsKernel(bytes: number) {
  compiled ??= compile([SUMS, SQUARES]);
  if (opened === undefined || opened.buffer.byteLength < bytes) opened = open<MomentsKernel>(compiled, bytes);
  return opened;
}

const pair = (from: number, index: number): Code => [...get(from), ...v128.loadHalf(8 * index), ...f64x2.widen];
const next = (from: number, end: number): Code => [
  ...[...get(from), ...i32.constant(4 * GROUP), ...i32.add, ...tee(from), ...get(end), ...i32.below],
];

const SUMS = (() => {
  const [from, end, into] = [0, 1, 2];
  const [value, lowest, highest, zeros] = [3, 4, 5, 6];
  const sums = [7, 8, 9, 10];
  const size = v128.constant(...new Array<number[]>(4).fill([0xff, 0xff, 0xff, 0x7f]).flat());
  const none = v128.constant(...new Array<number>(16).fill(0));
  const quarter = (index: number): Code => [
    ...[...get(from), ...v128.load(16 * index), ...set(value)],
    ...[...get(lowest), ...get(value), ...f32x4.lower, ...set(lowest)],
    ...[...get(highest), ...get(value), ...f32x4.higher, ...set(highest)],
    // By their bits, and without a branch: half of a rectified unit's values are zeros, at random.
    ...[...get(zeros), ...get(value), ...size, ...v128.and, ...none, ...i32x4.equal, ...i32x4.subtract, ...set(zeros)],
  ];
  return {
    name: 'sums',
    parameters: [I32, I32, I32],
    results: [],
    locals: [value, lowest, highest, zeros, ...sums].map(() => V128),
    body: [
      ...[...get(from), ...v128.load(0), ...tee(lowest), ...set(highest)],
      ...repeatWhile(
        [...quarter(0), ...quarter(1)],
        sums.flatMap((sum, index) => [...get(sum), ...pair(from, index), ...f64x2.add, ...set(sum)]),
        next(from, end),
      ),
      ...[...sums, lowest, highest, zeros].flatMap((local, index) => [
        ...[...get(into), ...get(local), ...v128.store(16 * index)],
      ]),
    ],
  };
})();

const SQUARES = (() => {
  const [from, end, mean, into] = [0, 1, 2, 3];
  const [means, difference] = [4, 5];
  const sums = [6, 7, 8, 9];
  return {
    name: 'squares',
    parameters: [I32, I32, F64, I32],
    results: [],
    locals: [means, difference, ...sums].map(() => V128),
    body: [
      ...[...get(mean), ...f64x2.splat, ...set(means)],
      ...repeatWhile(
        sums.flatMap((sum, index) => [
          ...[...pair(from, index), ...get(means), ...f64x2.subtract, ...tee(difference)],
          ...[...get(difference), ...f64x2.multiply, ...get(sum), ...f64x2.add, ...set(sum)],
        ]),
        next(from, end),
      ),
      ...sums.flatMap((local, index) => [...get(into), ...get(local), ...v128.store(16 * index)]),
    ],
  };
})();
