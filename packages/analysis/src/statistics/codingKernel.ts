import {
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

/** Values are coded in groups of so many. */
export const GROUP = 16;

export interface CodingKernel {
  /**
   * Writes how many bounds each value is above, as a byte. Addresses are in bytes.
   * @param values 32-bit integers up to `end`, a multiple of `GROUP` of them
   * @param bounds so many as it was opened with, each four times over
   * @param counts four 32-bit integers for each bound, whose sum is how many values are above it; overwritten
   */
  code(values: number, end: number, bounds: number, codes: number, counts: number): void;
}

const compiled = new Map<number, object>();

/** Sixteen values at a time, without a branch: which bin a value is in is random, and would be guessed wrong. */
export function openCodingKernel(bounds: number, bytes: number) {
  const module = compiled.get(bounds) ?? compile([codeOf(bounds)]);
  compiled.set(bounds, module);
  return open<CodingKernel>(module, bytes);
}

function codeOf(bounds: number) {
  const [values, end, boundsAt, codes, countsAt] = [0, 1, 2, 3, 4];
  const [value, above] = [5, 6];
  const quarters = [7, 8, 9, 10];
  const kept = Array.from({ length: bounds }, (_, index) => 11 + index);
  const counts = kept.map((local) => local + bounds);
  const zero = v128.constant(...new Array<number>(16).fill(0));
  return {
    name: 'code',
    parameters: [I32, I32, I32, I32, I32],
    results: [],
    locals: [value, above, ...quarters, ...kept, ...counts].map(() => V128),
    body: [
      ...kept.flatMap((bound, index) => [...get(boundsAt), ...v128.load(16 * index), ...set(bound)]),
      ...repeatWhile(
        quarters.flatMap((quarter, place) => [
          ...[...get(values), ...v128.load(16 * place), ...set(value), ...zero, ...set(quarter)],
          ...kept.flatMap((bound, index) => [
            ...[...get(value), ...get(bound), ...i32x4.above, ...set(above)],
            ...[quarter, counts[index] as number].flatMap((sum) => [
              ...[...get(sum), ...get(above), ...i32x4.subtract, ...set(sum)],
            ]),
          ]),
        ]),
        [...get(codes), ...quarters.slice(0, 2).flatMap(get), ...i16x8.narrow],
        [...quarters.slice(2).flatMap(get), ...i16x8.narrow, ...i8x16.narrow, ...v128.store(0)],
        [...get(codes), ...i32.constant(GROUP), ...i32.add, ...set(codes)],
        [...get(values), ...i32.constant(4 * GROUP), ...i32.add, ...tee(values), ...get(end), ...i32.below],
      ),
      ...counts.flatMap((count, index) => [...get(countsAt), ...get(count), ...v128.store(16 * index)]),
    ],
  };
}
