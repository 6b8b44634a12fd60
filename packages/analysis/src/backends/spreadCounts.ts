import { type Code, get, I32, i8x16, i16x8, i32, i32x4, set, tee, V128, v128 } from '../webAssembly/assembler.js';
import { ROW_BYTES } from './countingLayout.js';

/**
 * Eight digits of 128 counts are sixteen matrices of 8 x 8 bits, one in each byte of the registers: turned, they are the lower or
 * higher bytes of the counts. A matrix is turned by changing places of its quarters, then of theirs, and of theirs.
 */
export function spread() {
  const [digits, counts] = [0, 1];
  const swapped = 2;
  const low = Array.from({ length: 8 }, (_, index) => 3 + index);
  const high = Array.from({ length: 8 }, (_, index) => 11 + index);
  const turn = (rows: readonly number[]): Code =>
    [4, 2, 1].flatMap((step) => {
      const mask = v128.constant(...new Array<number>(16).fill({ 4: 0x0f, 2: 0x33, 1: 0x55 }[step] as number));
      return rows.flatMap((row, index) => {
        if ((index & step) !== 0) return [];
        const other = rows[index + step] as number;
        return [
          ...[
            ...get(row),
            ...i32.constant(step),
            ...i16x8.shiftRight,
            ...get(other),
            ...v128.xor,
            ...mask,
            ...v128.and,
          ],
          ...[...tee(swapped), ...get(other), ...v128.xor, ...set(other)],
          ...[...get(row), ...get(swapped), ...i32.constant(step), ...i16x8.shiftLeft, ...v128.xor, ...set(row)],
        ];
      });
    });
  const take = (rows: readonly number[], first: number): Code =>
    rows.flatMap((row, index) => [...get(digits), ...v128.load(ROW_BYTES * (first + index)), ...set(row)]);
  const interleaved = (from: number): Code =>
    i8x16.shuffle(...Array.from({ length: 8 }, (_, index) => [from + index, 16 + from + index]).flat());
  const write: Code[] = low.flatMap((lower, index) =>
    [0, 8].map((from) => {
      const at = 4 * (16 * index + from);
      return [
        ...[...get(lower), ...get(high[index] as number), ...interleaved(from), ...set(swapped)],
        ...[...get(counts), ...get(counts), ...v128.load(at)],
        ...[...get(swapped), ...i32x4.extendLow, ...i32x4.add, ...v128.store(at)],
        ...[...get(counts), ...get(counts), ...v128.load(at + 16)],
        ...[...get(swapped), ...i32x4.extendHigh, ...i32x4.add, ...v128.store(at + 16)],
      ];
    }),
  );
  return {
    name: 'spread',
    parameters: [I32, I32],
    results: [],
    locals: [swapped, ...low, ...high].map(() => V128),
    body: [...take(low, 0), ...take(high, 8), ...turn(low), ...turn(high), ...write.flat()],
  };
}
