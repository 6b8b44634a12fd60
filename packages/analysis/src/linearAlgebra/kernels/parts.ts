import { type Code, f64, f64x2, get, i32, set, v128 } from '../../webAssembly/assembler.js';

/** Entries are handled so many at a time, in rows and in columns: what is handed over is padded to a multiple of it. */
export const TILE = 4;

export const BYTES = 8 * TILE;
export const lanes = [0, 1, 2, 3] as const;
export const pairs = [0, 1] as const;

/** local += what the code leaves, pairwise. */
export const accumulate = (local: number, ...code: Code[]): Code => [
  ...get(local),
  ...code.flat(),
  ...f64x2.add,
  ...set(local),
];
export const times = (one: number, other: number): Code => [...get(one), ...get(other), ...f64x2.multiply];
export const load = (pointer: number, pair: number): Code => [...get(pointer), ...v128.load(16 * pair)];
export const clear = (locals: readonly number[]): Code => locals.flatMap((local) => [...v128.zero, ...set(local)]);
export const advance = (pointer: number, by: Code): Code => [...get(pointer), ...by, ...i32.add, ...set(pointer)];
export const step = (pointers: readonly number[]): Code =>
  pointers.flatMap((pointer) => advance(pointer, i32.constant(BYTES)));
export const isBelow = (pointer: number, end: number): Code => [...get(pointer), ...get(end), ...i32.below];
export const sum = (to: number, one: Code, other: Code): Code => [...one, ...other, ...i32.add, ...set(to)];
/** Numbers of so many locals, from `first` on. */
export const localsFrom = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index);
/** rows = a, a + stride, a + 2 stride, ... */
export const rowsOf = (a: number, stride: number, rows: readonly number[]): Code =>
  rows.flatMap((row, index) =>
    index === 0 ? [...get(a), ...set(row)] : sum(row, get(rows[index - 1] as number), get(stride)),
  );
/** Both halves of a local added up. */
export const total = (local: number): Code => [
  ...get(local),
  ...f64x2.lane(0),
  ...get(local),
  ...f64x2.lane(1),
  ...f64.add,
];
