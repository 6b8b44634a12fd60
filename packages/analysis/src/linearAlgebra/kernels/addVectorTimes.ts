import { f64x2, get, I32, repeatWhile, set, V128, v128 } from '../../webAssembly/assembler.js';
import { accumulate, advance, isBelow, lanes, load, localsFrom, pairs, rowsOf, step, sum, TILE } from './parts.js';

export const ADD_VECTOR_TIMES = (() => {
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
