import { type Code, get, I32, i32, repeatWhile, set, tee } from '../webAssembly/assembler.js';
import { PARTS, ROW_BYTES } from './countingLayout.js';

/** Goes through all parts of a run side by side. @param each what is done to a code, whose counter is at address `at` */
function inParts(name: string, each: (at: number, part: number) => Code) {
  const [codes, part, counters, width] = [0, 1, 2, 3];
  const [index, at, end] = [4, 5, 6];
  const starts = Array.from({ length: PARTS }, (_, index) => 7 + index);
  const distances = starts.map((start) => start + PARTS);
  const owns = distances.map((distance) => distance + PARTS);
  const next = (of: number, by: Code): Code => [...get(of), ...by, ...i32.add, ...set(of)];
  return {
    name,
    parameters: [I32, I32, I32, I32],
    results: [],
    locals: [index, at, end, ...starts, ...distances, ...owns].map(() => I32),
    body: [
      ...starts.flatMap((start, which) => {
        const [from, own, distance] = [starts[which - 1], owns[which - 1], distances[which - 1]];
        const first = [codes, counters].map((local, place) => [
          ...get(local),
          ...set([start, owns[which]][place] as number),
        ]);
        if (from === undefined || own === undefined || distance === undefined) return first.flat();
        return [
          ...[...get(from), ...get(part), ...i32.add, ...set(start)],
          ...[...get(own), ...get(width), ...i32.add, ...set(owns[which] as number)],
          ...[...get(part), ...i32.constant(Math.log2(ROW_BYTES)), ...i32.shift, ...get(distance), ...i32.add],
          ...set(distances[which] as number),
        ];
      }),
      ...[...get(codes), ...get(part), ...i32.add, ...set(end)],
      ...repeatWhile(
        starts.flatMap((start, which) => [
          ...[...get(owns[which] as number), ...get(start), ...i32.load8(0), ...i32.constant(2), ...i32.shift],
          ...[...i32.add, ...set(at), ...each(at, distances[which] as number)],
        ]),
        distances.flatMap((distance) => next(distance, i32.constant(ROW_BYTES))),
        starts.slice(1).flatMap((start) => next(start, i32.constant(1))),
        [...get(starts[0] as number), ...i32.constant(1), ...i32.add, ...tee(starts[0] as number)],
        [...get(end), ...i32.below],
      ),
    ],
  };
}

export function tally() {
  return inParts('tally', (at) => [
    ...get(at),
    ...get(at),
    ...i32.load(0),
    ...i32.constant(1),
    ...i32.add,
    ...i32.store(0),
  ]);
}

export function place() {
  return inParts('place', (at, distance) => [
    ...[...get(at), ...i32.load(0), ...get(distance), ...i32.store16(0)],
    ...[...get(at), ...get(at), ...i32.load(0), ...i32.constant(2), ...i32.add, ...i32.store(0)],
  ]);
}
