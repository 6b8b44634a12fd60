import {
  type Code,
  compile,
  get,
  I32,
  i32,
  openShared,
  repeatWhile,
  type SharedMemory,
  set,
  tee,
} from '../webAssembly/assembler.js';

/** Values above the floor are told by the upper half of their bits; those below it, by the numbers below this, in turn. */
export const SILENT = 4;

/** All are addresses in bytes; values are float32, a multiple of `SILENT` of them, the floor is given by its bits. */
export interface QuantileKernel {
  /** Counts the upper halves of values up to `end`. @param counts 32-bit */
  count(values: number, end: number, counts: number, floor: number): void;
  /**
   * Writes the values whose upper half is wanted, one after another. @param wanted bytes, 1 or 0
   * @param into room for one more than there are
   * @returns behind the last
   */
  gather(values: number, end: number, wanted: number, floor: number, into: number): number;
}

let compiled: object | undefined;

export function openQuantileKernel(memory: SharedMemory): QuantileKernel {
  compiled ??= compile([count(), gather()], 'shared');
  return openShared<QuantileKernel>(compiled, memory);
}

/**
 * Without a branch: half of a rectified unit's values are above the floor, at random, which would be guessed wrong. Silent ones are
 * counted in turn in different places, since a count that waits for the one before it takes several times as long.
 */
function digitOf(value: number, floor: number, place: number): Code {
  return [
    ...[...get(value), ...i32.constant(16), ...i32.shiftRight, ...i32.constant(place)],
    ...[...get(value), ...get(floor), ...i32.above, ...i32.choose],
  ];
}

const inGroups = (values: number, end: number, each: (place: number) => Code): Code =>
  repeatWhile(Array.from({ length: SILENT }, (_, place) => each(place)).flat(), [
    ...get(values),
    ...i32.constant(4 * SILENT),
    ...i32.add,
    ...tee(values),
    ...get(end),
    ...i32.below,
  ]);

function count() {
  const [values, end, counts, floor] = [0, 1, 2, 3];
  const [value, at] = [4, 5];
  return {
    name: 'count',
    parameters: [I32, I32, I32, I32],
    results: [],
    locals: [I32, I32],
    body: inGroups(values, end, (place) => [
      ...[...get(values), ...i32.load(4 * place), ...set(value)],
      ...[...digitOf(value, floor, place), ...i32.constant(2), ...i32.shift, ...get(counts), ...i32.add, ...tee(at)],
      ...[...get(at), ...i32.load(0), ...i32.constant(1), ...i32.add, ...i32.store(0)],
    ]),
  };
}

function gather() {
  const [values, end, wanted, floor, into] = [0, 1, 2, 3, 4];
  const value = 5;
  return {
    name: 'gather',
    parameters: [I32, I32, I32, I32, I32],
    results: [I32],
    locals: [I32],
    body: [
      ...inGroups(values, end, (place) => [
        ...[...get(into), ...get(values), ...i32.load(4 * place), ...tee(value), ...i32.store(0)],
        ...[...get(wanted), ...digitOf(value, floor, place), ...i32.add, ...i32.load8(0)],
        ...[...i32.constant(2), ...i32.shift, ...get(into), ...i32.add, ...set(into)],
      ]),
      ...get(into),
    ],
  };
}
