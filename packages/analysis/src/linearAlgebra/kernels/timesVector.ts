import { f64, f64x2, get, I32, i32, repeatWhile, set, V128 } from '../../webAssembly/assembler.js';
import {
  accumulate,
  advance,
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
  total,
} from './parts.js';

export const TIMES_VECTOR = (() => {
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
