import { type Code, f64x2, get, I32, repeatWhile, set, V128, v128 } from '../../webAssembly/assembler.js';
import {
  accumulate,
  advance,
  clear,
  isBelow,
  lanes,
  load,
  localsFrom,
  pairs,
  step,
  sum,
  TILE,
  times,
} from './parts.js';

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

export const ADD_PRODUCT = productOf('addProduct', f64x2.add);
export const TAKE_PRODUCT = productOf('takeProduct', f64x2.subtract);
