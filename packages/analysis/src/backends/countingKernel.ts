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
  V128,
  v128,
  when,
} from '../webAssembly/assembler.js';
import { DIGIT_BYTES, DIGITS, GROUP, ROW_BYTES } from './countingLayout.js';
import { place, tally } from './listingLoops.js';
import { spread } from './spreadCounts.js';

/**
 * All are addresses in bytes. Column c of a row is bit floor(c / 16) of its byte c % 16: so, counts come out in the order of
 * columns.
 */
export interface CountingKernel {
  /**
   * Adds up rows of bits: for each list, to the counts of one row. @param spans pairs of 32-bit addresses up to `spansEnd`: where
   * a list of 16-bit distances from `bits` to rows begins, and where it ends @param digits `DIGIT_BYTES` for each list
   */
  addLists(spans: number, spansEnd: number, bits: number, digits: number): void;
  /** Adds the counts of one row to `COLUMNS` 32-bit numbers. */
  spread(digits: number, counts: number): void;
  /**
   * Writes rows of bits up to `bitsEnd`, each put together from the masks of the codes that units have in one sample.
   * @param codes bytes: of each unit, `stride` bytes behind those of the one before it
   * @param masks up to `masksEnd`: of each unit, `maskStride` bytes behind those of the one before it, a row for each code
   */
  writeBits(
    codes: number,
    stride: number,
    masks: number,
    masksEnd: number,
    maskStride: number,
    bits: number,
    bitsEnd: number,
  ): void;
  /** Counts codes in each of `PARTS` parts of a run. @param tallies 32-bit: for each part, `width` bytes of them */
  tally(codes: number, part: number, tallies: number, width: number): void;
  /**
   * Writes the distance of each code's row of bits where its code's next one belongs.
   * @param next as the tallies: addresses of 16-bit places, which are moved on
   */
  place(codes: number, part: number, next: number, width: number): void;
}

let compiled: object | undefined;

export function openCountingKernel(memory: SharedMemory): CountingKernel {
  compiled ??= compile([addLists(), spread(), writeBits(), tally(), place()], 'shared');
  return openShared<CountingKernel>(compiled, memory);
}

/** Digits that are kept in registers: what they can count bounds the rows between two additions to memory. */
const KEPT = 8;
const MOST_ROWS = Math.floor((2 ** KEPT - 1) / GROUP) * GROUP;

/** Rows are added up bit by bit, as full adders do, 128 columns at once: of three bits of a digit, one of the same and one of the next. */
function addLists() {
  const [spans, spansEnd, bits, digits] = [0, 1, 2, 3];
  const [list, end, stop] = [4, 5, 6];
  const [a, b, c, d, mixed] = [7, 8, 9, 10, 11];
  const kept = Array.from({ length: KEPT }, (_, digit) => 12 + digit);
  const [ones, twos, fours] = kept as [number, number, number];
  const load = (index: number, into: number): Code => [
    ...[...get(bits), ...get(list), ...i32.load16(2 * index), ...i32.add, ...v128.load(0), ...set(into)],
  ];
  /** Adds two rows to a digit; what is carried to the next one takes the first's place. */
  const add = (digit: number, first: number, second: number): Code => [
    ...[...get(digit), ...get(first), ...v128.xor, ...tee(mixed), ...get(second), ...v128.xor, ...set(digit)],
    ...[...get(second), ...get(first), ...get(mixed), ...v128.choose, ...set(first)],
  ];
  const carryInto = (digit: number): Code => [
    ...[...get(digit), ...get(a), ...v128.and, ...set(b)],
    ...[...get(digit), ...get(a), ...v128.xor, ...set(digit), ...get(b), ...set(a)],
  ];
  const group: Code[] = [
    ...[load(0, a), load(1, b), add(ones, a, b), load(2, c), load(3, b), add(ones, c, b), add(twos, a, c)],
    ...[load(4, c), load(5, b), add(ones, c, b), load(6, d), load(7, b), add(ones, d, b), add(twos, c, d)],
    ...[add(fours, a, c), ...kept.slice(3).map(carryInto)],
  ];
  const toMemory: Code[] = Array.from({ length: DIGITS }, (_, digit) => {
    const at = digit * ROW_BYTES;
    const found = [...get(digits), ...v128.load(at), ...set(a)];
    const own = kept[digit];
    if (own === undefined)
      return [
        ...[...found, ...get(digits), ...get(a), ...get(c), ...v128.xor, ...v128.store(at)],
        ...[...get(a), ...get(c), ...v128.and, ...set(c)],
      ];
    return [
      ...[...found, ...get(digits), ...get(a), ...get(own), ...v128.xor, ...tee(mixed)],
      ...[...get(c), ...v128.xor, ...v128.store(at)],
      ...[...get(c), ...get(a), ...get(mixed), ...v128.choose, ...set(c)],
    ];
  });
  const zero = v128.constant(...new Array<number>(16).fill(0));
  return {
    name: 'addLists',
    parameters: [I32, I32, I32, I32],
    results: [],
    locals: [I32, I32, I32, ...[a, b, c, d, mixed, ...kept].map(() => V128)],
    body: repeatWhile(
      [...get(spans), ...i32.load(0), ...set(list), ...get(spans), ...i32.load(4), ...set(end)],
      [...get(list), ...get(end), ...i32.below],
      when(
        repeatWhile(
          [...get(end), ...get(list), ...i32.constant(2 * MOST_ROWS), ...i32.add, ...tee(stop)],
          [...get(end), ...get(stop), ...i32.below, ...i32.choose, ...set(stop)],
          kept.flatMap((digit) => [...zero, ...set(digit)]),
          repeatWhile(
            group.flat(),
            [...get(list), ...i32.constant(2 * GROUP), ...i32.add, ...tee(list)],
            [...get(stop), ...i32.below],
          ),
          [...zero, ...set(c)],
          toMemory.flat(),
          [...get(list), ...get(end), ...i32.below],
        ),
      ),
      [...get(digits), ...i32.constant(DIGIT_BYTES), ...i32.add, ...set(digits)],
      [...get(spans), ...i32.constant(8), ...i32.add, ...tee(spans), ...get(spansEnd), ...i32.below],
    ),
  };
}

function writeBits() {
  const [codes, stride, masks, masksEnd, maskStride, bits, bitsEnd] = [0, 1, 2, 3, 4, 5, 6];
  const [code, mask, row] = [7, 8, 9];
  return {
    name: 'writeBits',
    parameters: [I32, I32, I32, I32, I32, I32, I32],
    results: [],
    locals: [I32, I32, V128],
    body: repeatWhile(
      [...get(codes), ...set(code), ...get(masks), ...set(mask)],
      [...v128.constant(...new Array<number>(16).fill(0)), ...set(row)],
      repeatWhile(
        [...get(row), ...get(mask), ...get(code), ...i32.load8(0), ...i32.constant(Math.log2(ROW_BYTES)), ...i32.shift],
        [...i32.add, ...v128.load(0), ...v128.or, ...set(row)],
        [...get(code), ...get(stride), ...i32.add, ...set(code)],
        [...get(mask), ...get(maskStride), ...i32.add, ...tee(mask), ...get(masksEnd), ...i32.below],
      ),
      [...get(bits), ...get(row), ...v128.store(0), ...get(codes), ...i32.constant(1), ...i32.add, ...set(codes)],
      [...get(bits), ...i32.constant(ROW_BYTES), ...i32.add, ...tee(bits), ...get(bitsEnd), ...i32.below],
    ),
  };
}
