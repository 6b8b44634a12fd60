import {
  type Code,
  compile,
  f64,
  f64x2,
  get,
  I32,
  i32,
  open,
  repeatWhile,
  set,
  V128,
  v128,
  when,
} from '../webAssembly/assembler.js';

/**
 * Rows and columns are handled so many at a time: what is handed over is padded with zeros to a multiple of it.
 */
export const TILE = 4;

/** Addresses, strides and lengths are in bytes; lengths are multiples of `TILE` entries, and not zero. */
export interface DenseKernel {
  /**
   * C += A' B for one panel of B, `TILE` columns of it: panels hold `TILE` entries of each row, row after row.
   * @param a panels of A, up to `aEnd`, each `depth` bytes: `TILE` rows of C each
   * @param b one panel of B, as deep
   * @param c where the first of these rows begins, `stride` bytes from the next
   */
  addProduct(a: number, aEnd: number, b: number, depth: number, c: number, stride: number): void;
  /** The same, taken from C. */
  takeProduct(a: number, aEnd: number, b: number, depth: number, c: number, stride: number): void;
  /** y = A x for the rows from `a` up to `aEnd`, `length` bytes each. */
  timesVector(a: number, aEnd: number, stride: number, x: number, length: number, y: number): void;
  /** y += A' x for the rows from `a` up to `aEnd`, `length` bytes each. */
  addVectorTimes(a: number, aEnd: number, stride: number, x: number, length: number, y: number): void;
  /** y += A x, where A is symmetric: only what is on and right of its diagonal of `TILE` x `TILE` squares is read. */
  addSymmetricTimes(a: number, stride: number, x: number, length: number, y: number): void;
}

let compiled: object | undefined;

/** The inner loops of dense float64 algebra over a memory of their own, two numbers at a time. */
export function openDenseKernel(bytes: number): { readonly buffer: ArrayBuffer; readonly functions: DenseKernel } {
  compiled ??= compile([
    productOf('addProduct', f64x2.add),
    productOf('takeProduct', f64x2.subtract),
    TIMES_VECTOR,
    ADD_VECTOR_TIMES,
    ADD_SYMMETRIC_TIMES,
  ]);
  return open<DenseKernel>(compiled, bytes);
}

const BYTES = 8 * TILE;
const lanes = [0, 1, 2, 3] as const;
const pairs = [0, 1] as const;

/** local += what the code leaves, pairwise. */
const accumulate = (local: number, ...code: Code[]): Code => [
  ...get(local),
  ...code.flat(),
  ...f64x2.add,
  ...set(local),
];
const times = (one: number, other: number): Code => [...get(one), ...get(other), ...f64x2.multiply];
const load = (pointer: number, pair: number): Code => [...get(pointer), ...v128.load(16 * pair)];
const clear = (locals: readonly number[]): Code => locals.flatMap((local) => [...v128.zero, ...set(local)]);
const advance = (pointer: number, by: Code): Code => [...get(pointer), ...by, ...i32.add, ...set(pointer)];
const step = (pointers: readonly number[]): Code =>
  pointers.flatMap((pointer) => advance(pointer, i32.constant(BYTES)));
const isBelow = (pointer: number, end: number): Code => [...get(pointer), ...get(end), ...i32.below];
const sum = (to: number, one: Code, other: Code): Code => [...one, ...other, ...i32.add, ...set(to)];
/** Numbers of so many locals, from `first` on. */
const localsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
/** rows = a, a + stride, a + 2 stride, ... */
const rowsOf = (a: number, stride: number, rows: readonly number[]): Code =>
  rows.flatMap((row, index) =>
    index === 0 ? [...get(a), ...set(row)] : sum(row, get(rows[index - 1] as number), get(stride)),
  );
/** Both halves of a local added up. */
const total = (local: number): Code => [...get(local), ...f64x2.first, ...get(local), ...f64x2.second, ...f64.add];

function productOf(name: string, combine: Code) {
  const [a, aEnd, b, depth, c, stride] = [0, 1, 2, 3, 4, 5];
  const [panelEnd, at, row] = [6, 7, 8];
  const [left, right, weight] = [9, 10, 11];
  const sums = localsFrom(12, 2 * TILE);
  return {
    name,
    parameters: [I32, I32, I32, I32, I32, I32],
    results: [],
    locals: [I32, I32, I32, ...Array<number>(3 + 2 * TILE).fill(V128)],
    body: repeatWhile(
      [...sum(panelEnd, get(a), get(depth)), ...get(b), ...set(at), ...clear(sums)],
      repeatWhile(
        [...load(at, 0), ...set(left), ...load(at, 1), ...set(right)],
        lanes.flatMap((lane) => [
          ...[...get(a), ...v128.load64Splat(8 * lane), ...set(weight)],
          ...accumulate(sums[2 * lane] as number, times(weight, left)),
          ...accumulate(sums[2 * lane + 1] as number, times(weight, right)),
        ]),
        step([a, at]),
        isBelow(a, panelEnd),
      ),
      [...get(c), ...set(row)],
      lanes.flatMap((lane) => [
        ...pairs.flatMap((pair) => [
          ...[...get(row), ...load(row, pair), ...get(sums[2 * lane + pair] as number)],
          ...[...combine, ...v128.store(16 * pair)],
        ]),
        ...advance(row, get(stride)),
      ]),
      [...get(row), ...set(c)],
      isBelow(a, aEnd),
    ),
  };
}

const TIMES_VECTOR = (() => {
  const [a, aEnd, stride, x, length, y] = [0, 1, 2, 3, 4, 5];
  const [at, end] = [6, 7];
  const rows = localsFrom(8, TILE);
  const part = 8 + TILE;
  const sums = localsFrom(part + 1, 2 * TILE);
  return {
    name: 'timesVector',
    parameters: [I32, I32, I32, I32, I32, I32],
    results: [],
    locals: [...Array<number>(2 + TILE).fill(I32), ...Array<number>(1 + 2 * TILE).fill(V128)],
    body: [
      ...sum(end, get(x), get(length)),
      ...repeatWhile(
        [...rowsOf(a, stride, rows), ...get(x), ...set(at), ...clear(sums)],
        repeatWhile(
          pairs.flatMap((pair) => [
            ...[...load(at, pair), ...set(part)],
            ...lanes.flatMap((lane) =>
              accumulate(sums[2 * lane + pair] as number, load(rows[lane] as number, pair), get(part), f64x2.multiply),
            ),
          ]),
          step([at, ...rows]),
          isBelow(at, end),
        ),
        lanes.flatMap((lane) => [
          ...accumulate(sums[2 * lane] as number, get(sums[2 * lane + 1] as number)),
          ...[...get(y), ...total(sums[2 * lane] as number), ...f64.store],
          ...advance(y, i32.constant(8)),
        ]),
        lanes.flatMap(() => advance(a, get(stride))),
        isBelow(a, aEnd),
      ),
    ],
  };
})();

const ADD_VECTOR_TIMES = (() => {
  const [a, aEnd, stride, x, length, y] = [0, 1, 2, 3, 4, 5];
  const [at, end] = [6, 7];
  const rows = localsFrom(8, TILE);
  const part = 8 + TILE;
  const weights = localsFrom(part + 1, TILE);
  return {
    name: 'addVectorTimes',
    parameters: [I32, I32, I32, I32, I32, I32],
    results: [],
    locals: [...Array<number>(2 + TILE).fill(I32), ...Array<number>(1 + TILE).fill(V128)],
    body: [
      ...sum(end, get(y), get(length)),
      ...repeatWhile(
        [...rowsOf(a, stride, rows), ...get(y), ...set(at)],
        lanes.flatMap((lane) => [...get(x), ...v128.load64Splat(8 * lane), ...set(weights[lane] as number)]),
        repeatWhile(
          pairs.flatMap((pair) => [
            ...[...load(at, pair), ...set(part)],
            ...lanes.flatMap((lane) =>
              accumulate(part, load(rows[lane] as number, pair), get(weights[lane] as number), f64x2.multiply),
            ),
            ...[...get(at), ...get(part), ...v128.store(16 * pair)],
          ]),
          step([at, ...rows]),
          isBelow(at, end),
        ),
        step([x]),
        lanes.flatMap(() => advance(a, get(stride))),
        isBelow(a, aEnd),
      ),
    ],
  };
})();

const ADD_SYMMETRIC_TIMES = (() => {
  const [a, stride, x, length, y] = [0, 1, 2, 3, 4];
  const [xAt, yAt, end] = [5, 6, 7];
  const rows = localsFrom(8, TILE);
  const [entries, xPart, yPart] = [8 + TILE, 9 + TILE, 10 + TILE];
  const weights = localsFrom(11 + TILE, TILE);
  const sums = localsFrom(11 + 2 * TILE, TILE);
  return {
    name: 'addSymmetricTimes',
    parameters: [I32, I32, I32, I32, I32],
    results: [],
    locals: [...Array<number>(3 + TILE).fill(I32), ...Array<number>(3 + 2 * TILE).fill(V128)],
    body: [
      ...sum(end, get(x), get(length)),
      ...repeatWhile(
        [...rowsOf(a, stride, rows), ...get(x), ...set(xAt), ...get(y), ...set(yAt), ...clear(sums)],
        lanes.flatMap((lane) => [...get(x), ...v128.load64Splat(8 * lane), ...set(weights[lane] as number)]),
        // The square on the diagonal holds both of its halves.
        pairs.flatMap((pair) => [
          ...[...load(xAt, pair), ...set(xPart)],
          ...lanes.flatMap((lane) =>
            accumulate(sums[lane] as number, load(rows[lane] as number, pair), get(xPart), f64x2.multiply),
          ),
        ]),
        step([xAt, yAt, ...rows]),
        [...isBelow(xAt, end)],
        when(
          repeatWhile(
            pairs.flatMap((pair) => [
              ...[...load(xAt, pair), ...set(xPart), ...load(yAt, pair), ...set(yPart)],
              ...lanes.flatMap((lane) => [
                ...[...load(rows[lane] as number, pair), ...set(entries)],
                ...accumulate(sums[lane] as number, times(entries, xPart)),
                ...accumulate(yPart, times(entries, weights[lane] as number)),
              ]),
              ...[...get(yAt), ...get(yPart), ...v128.store(16 * pair)],
            ]),
            step([xAt, yAt, ...rows]),
            isBelow(xAt, end),
          ),
        ),
        lanes.flatMap((lane) => [
          ...[...get(y), ...get(y), ...f64.load, ...total(sums[lane] as number), ...f64.add, ...f64.store],
          ...advance(y, i32.constant(8)),
        ]),
        lanes.flatMap(() => advance(a, get(stride))),
        [...advance(a, i32.constant(BYTES)), ...step([x])],
        isBelow(x, end),
      ),
    ],
  };
})();
