import { f64, f64x2, get, I32, i32, repeatWhile, set, V128, v128, when } from '../../webAssembly/assembler.js';
import {
  accumulate,
  advance,
  BYTES,
  clear,
  isBelow,
  lanes,
  load,
  localsFrom,
  pairs,
  rowsOf,
  step,
  sum,
  TILE,
  times,
  total,
} from './parts.js';

export const ADD_SYMMETRIC_TIMES = (() => {
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
