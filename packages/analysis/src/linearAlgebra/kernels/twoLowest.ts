import {
  type Code,
  F64,
  f64,
  f64x2,
  get,
  I32,
  i32,
  repeatWhile,
  set,
  V128,
  v128,
} from '../../webAssembly/assembler.js';
import { isBelow, load, localsFrom, pairs, step, sum } from './parts.js';

const differences = (costs: number, prices: number, pair: number): Code => [
  ...load(costs, pair),
  ...load(prices, pair),
  ...f64x2.subtract,
];
const either = (operation: Code, one: number, other: number): Code => [...get(one), ...get(other), ...operation];

export const TWO_LOWEST = (() => {
  const [costs, prices, length, result] = [0, 1, 2, 3];
  const [at, price, end] = [4, 5, 6];
  const [least, next] = [7, 8];
  const entry = 9;
  // The lowest two of every fourth entry.
  const lowest = localsFrom(10, 4);
  const second = localsFrom(14, 4);
  const [low, high] = [18, 19];
  const ends = [low, high];
  const infinities = (locals: readonly number[]): Code =>
    locals.flatMap((local) => [...f64.infinity, ...f64x2.splat, ...set(local)]);
  return {
    name: 'twoLowest',
    parameters: [I32, I32, I32, I32],
    results: [I32],
    locals: [I32, I32, I32, F64, F64, ...Array<number>(11).fill(V128)],
    body: [
      ...[...sum(end, get(costs), get(length)), ...get(costs), ...set(at), ...get(prices), ...set(price)],
      ...infinities([...lowest.slice(0, 2), ...second.slice(0, 2)]),
      ...repeatWhile(
        pairs.flatMap((pair) => {
          const [first, then] = [lowest[pair] as number, second[pair] as number];
          return [
            ...[...differences(at, price, pair), ...set(entry)],
            ...[...get(then), ...either(f64x2.higher, first, entry), ...f64x2.lower, ...set(then)],
            ...[...either(f64x2.lower, first, entry), ...set(first)],
          ];
        }),
        step([at, price]),
        isBelow(at, end),
      ),
      // Of two pairs of lowest and second, the lowest is one's lowest, and the second the other's lowest or a second.
      ...[...either(f64x2.lower, lowest[0] as number, lowest[1] as number), ...set(low)],
      ...[...either(f64x2.higher, lowest[0] as number, lowest[1] as number), ...set(high)],
      ...[...either(f64x2.lower, second[0] as number, second[1] as number), ...get(high), ...f64x2.lower, ...set(high)],
      ...ends.flatMap((local) => [
        ...[...get(local), ...f64x2.lane(0), ...get(local), ...f64x2.lane(1), ...f64.lower],
        ...set(local === low ? least : next),
      ]),
      ...[...get(low), ...f64x2.lane(0), ...get(low), ...f64x2.lane(1), ...f64.higher],
      ...[...get(next), ...f64.lower, ...set(next)],
      ...[...get(result), ...get(least), ...f64.store],
      ...[...get(result), ...i32.constant(8), ...i32.add, ...get(next), ...f64.store],
      // Where the lowest first is.
      ...[...get(costs), ...set(at), ...get(prices), ...set(price), ...get(least), ...f64x2.splat, ...set(low)],
      ...repeatWhile(
        [...differences(at, price, 0), ...get(low), ...f64x2.equal, ...v128.any, ...i32.isZero],
        [...get(at), ...i32.constant(16), ...i32.add, ...set(at)],
        [...get(price), ...i32.constant(16), ...i32.add, ...set(price)],
        [...isBelow(at, end), ...i32.and],
      ),
      ...[...get(at), ...i32.constant(16), ...i32.subtract, ...set(at)],
      ...[...get(price), ...i32.constant(16), ...i32.subtract, ...set(price)],
      ...[...get(at), ...get(costs), ...i32.subtract],
      // The second of the two where it is not the first.
      ...[...get(at), ...f64.load, ...get(price), ...f64.load, ...f64.subtract, ...get(least), ...f64.differs],
      ...[...i32.constant(3), ...i32.shift, ...i32.add],
    ],
  };
})();
