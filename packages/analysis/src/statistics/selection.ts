import { bitsOf } from './quantilePasses.js';

/**
 * The bits of a positive float32 order as its value does. They are cut into three digits, the highest first; each pass over
 * the recording settles one digit of every order statistic that is wanted. The first digit is so fine that the later passes
 * look at few values.
 */
const SIZES = [32768, 256, 256] as const;

export const FIRST_DIGITS = SIZES[0];

/** Of the second and the third digit. */
interface Later {
  /** From a slot and a digit to the slot at the next level, or -1. */
  readonly toSecond: Int16Array;
  readonly toThird: Int16Array;
  readonly second: Uint32Array;
  readonly third: Uint32Array;
}

/** Finds, digit by digit, the two order statistics on either side of each quantile. */
export class Selection {
  readonly positive: Float64Array;
  /** Order statistics per unit; each may lead to a slot of its own at the next level. */
  readonly #wanted: number;
  /** Of each order statistic: the digits settled so far, its rank among the values that share them, and its slot. */
  readonly #digits: Int32Array;
  readonly #ranks: Float64Array;
  readonly #slots: Int32Array;
  /** Values of each unit that share their first digit with an order statistic. */
  readonly candidatesOf: Float64Array;
  readonly #wantedDigits: { readonly digit: number; readonly count: number }[][];
  /** Made when values are counted, not sorted. */
  #later: Later | undefined;

  constructor(
    readonly units: number,
    readonly shares: readonly number[],
    readonly floor: number,
  ) {
    this.#wanted = 2 * shares.length;
    const statistics = units * this.#wanted;
    this.positive = new Float64Array(units);
    this.#digits = new Int32Array(statistics);
    this.#ranks = new Float64Array(statistics);
    this.#slots = new Int32Array(statistics);
    this.candidatesOf = new Float64Array(units);
    this.#wantedDigits = Array.from({ length: units }, () => []);
  }

  /** Values that share their first digit with an order statistic, of all units. */
  get candidates(): number {
    return this.candidatesOf.reduce((sum, own) => sum + own, 0);
  }

  /** @param values units x samples */
  count(values: Float32Array, samples: number, level: 1 | 2): void {
    this.#later ??= this.#prepareLater();
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    for (let unit = 0; unit < this.units; unit++)
      this.#countUnit(unit, bits.subarray(unit * samples, (unit + 1) * samples), level, this.#later);
  }

  #prepareLater(): Later {
    const statistics = this.units * this.#wanted;
    const toSecond = new Int16Array(this.units * SIZES[0]).fill(-1);
    this.#wantedDigits.forEach((digits, unit) => {
      for (const [slot, { digit }] of digits.entries()) toSecond[unit * SIZES[0] + digit] = slot;
    });
    return {
      toSecond,
      toThird: new Int16Array(statistics * SIZES[1]).fill(-1),
      second: new Uint32Array(statistics * SIZES[1]),
      third: new Uint32Array(statistics * SIZES[2]),
    };
  }

  #countUnit(unit: number, bits: Int32Array, level: 1 | 2, { toSecond, toThird, second, third }: Later): void {
    const own = toSecond.subarray(unit * SIZES[0], (unit + 1) * SIZES[0]);
    const from = unit * this.#wanted * SIZES[1];
    for (let index = 0; index < bits.length; index++) {
      const value = bits[index] as number;
      const slot = own[(value >>> 16) & ~(value >> 31)] as number;
      if (slot < 0 || value <= this.floor) continue;
      const middle = from + slot * SIZES[1] + ((value >>> 8) & 255);
      if (level === 1) {
        second[middle] = (second[middle] as number) + 1;
        continue;
      }
      const last = toThird[middle] as number;
      if (last < 0) continue;
      const low = from + last * SIZES[2] + (value & 255);
      third[low] = (third[low] as number) + 1;
    }
  }

  /**
   * Settles the first digit of every order statistic.
   * @param counts units x FIRST_DIGITS: values above the floor with each digit; there may be anything below the floor's
   * @param maxima highest value of each unit
   */
  settleFirst(counts: Uint32Array, maxima: Float64Array): void {
    const lowest = this.floor >>> 16;
    for (let unit = 0; unit < this.units; unit++) {
      const from = unit * FIRST_DIGITS;
      const highest = bitsOf(Math.max(0, maxima[unit] as number)) >>> 16;
      let positive = 0;
      for (let digit = lowest; digit <= highest; digit++) positive += counts[from + digit] as number;
      this.positive[unit] = positive;
      if (positive === 0) continue;
      this.#startRanks(unit);
      this.#settleFirstOf(unit, counts, lowest);
    }
  }

  #settleFirstOf(unit: number, counts: Uint32Array, lowest: number): void {
    const from = unit * FIRST_DIGITS;
    const wanted = this.#wantedDigits[unit] as { digit: number; count: number }[];
    // Ranks ascend but for neighbours, so the search goes on where it stopped.
    let digit = lowest;
    let below = 0;
    for (let which = unit * this.#wanted; which < (unit + 1) * this.#wanted; which++) {
      const rank = this.#ranks[which] as number;
      if (rank < below) {
        digit = lowest;
        below = 0;
      }
      for (; rank - below >= (counts[from + digit] as number); digit++) below += counts[from + digit] as number;
      this.#ranks[which] = rank - below;
      this.#digits[which] = digit;
      let slot = wanted.findIndex((known) => known.digit === digit);
      if (slot < 0) {
        const count = counts[from + digit] as number;
        slot = wanted.push({ digit, count }) - 1;
        this.candidatesOf[unit] = (this.candidatesOf[unit] as number) + count;
      }
      this.#slots[which] = slot;
    }
  }

  /** Takes the counts of one level, and settles that digit of every order statistic. */
  settle(level: 1 | 2): void {
    if (this.#later === undefined) return;
    const counts = level === 1 ? this.#later.second : this.#later.third;
    const next = level === 1 ? this.#later.toThird : undefined;
    const size = SIZES[level];
    for (let unit = 0; unit < this.units; unit++) {
      if (this.positive[unit] === 0) continue;
      let used = 0;
      for (let which = unit * this.#wanted; which < (unit + 1) * this.#wanted; which++) {
        const slot = (unit * this.#wanted + (this.#slots[which] as number)) * size;
        const rank = this.#ranks[which] as number;
        let digit = 0;
        let below = 0;
        for (; rank - below >= (counts[slot + digit] as number); digit++) below += counts[slot + digit] as number;
        this.#ranks[which] = rank - below;
        this.#digits[which] = (this.#digits[which] as number) * size + digit;
        if (next === undefined) continue;
        if ((next[slot + digit] as number) < 0) next[slot + digit] = used++;
        this.#slots[which] = next[slot + digit] as number;
      }
    }
  }

  /** Says which first digits are wanted. @param wanted units x FIRST_DIGITS: becomes 1 where one is, else 0 */
  markWanted(wanted: Uint8Array): void {
    wanted.fill(0);
    this.#wantedDigits.forEach((digits, unit) => {
      for (const { digit } of digits) wanted[unit * FIRST_DIGITS + digit] = 1;
    });
  }

  /** Settles all digits. @param candidates the bits of a unit's values that have a wanted first digit, ascending */
  settleBy(candidates: (unit: number) => Int32Array): void {
    this.#wantedDigits.forEach((digits, unit) => {
      if (this.positive[unit] === 0) return;
      const sorted = candidates(unit);
      for (let which = unit * this.#wanted; which < (unit + 1) * this.#wanted; which++) {
        const own = this.#digits[which] as number;
        let place = this.#ranks[which] as number;
        for (const { digit, count } of digits) if (digit < own) place += count;
        this.#digits[which] = sorted[place] as number;
      }
    });
  }

  #startRanks(unit: number): void {
    const positive = this.positive[unit] as number;
    this.shares.forEach((share, index) => {
      const below = Math.min(Math.floor((positive - 1) * share), positive - 1);
      this.#ranks[unit * this.#wanted + 2 * index] = below;
      this.#ranks[unit * this.#wanted + 2 * index + 1] = Math.min(below + 1, positive - 1);
    });
  }

  /** units x shares, once all digits are settled. */
  quantiles(): Float64Array {
    const values = new Float32Array(this.#digits.buffer);
    const count = this.shares.length;
    return Float64Array.from({ length: this.units * count }, (_, index) => {
      const positive = this.positive[Math.floor(index / count)] as number;
      if (positive === 0) return Number.NaN;
      const place = (positive - 1) * (this.shares[index % count] as number);
      const [low, high] = [values[2 * index] as number, values[2 * index + 1] as number];
      const share = place - Math.floor(place);
      // NumPy interpolates from the nearer side; so the last bit is the same.
      return share >= 0.5 ? high - (high - low) * (1 - share) : low + (high - low) * share;
    });
  }
}
