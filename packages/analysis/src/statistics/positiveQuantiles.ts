import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';

/**
 * The bits of a positive float32 order as its value does. They are cut into three digits, the highest first; each pass over
 * the recording settles one digit of every order statistic that is wanted. The first digit is so fine that the later passes
 * look at few values.
 */
const SIZES = [32768, 256, 256] as const;

/** Units that are counted at once, at about 230 KB each for eight quantiles: what bounds the memory. */
const UNITS_AT_ONCE = 1024;

/** Samples of one block: some megabytes for usual layers. */
const BLOCK_SAMPLES = 8192;

export interface PositiveQuantiles {
  /** Samples above the floor, one entry per unit. */
  readonly positive: Float64Array;
  /** units x shares: in the unit's own scale, ascending as the shares are; NaN where a unit has no sample above the floor. */
  readonly quantiles: Float64Array;
}

/**
 * Quantiles of each unit's values above a floor, interpolated linearly, equal to NumPy's to the last bit. Exact for
 * recordings of any size: order statistics by radix selection, three passes for every 1024 units.
 * @param floor at least 0, a value of float32
 * @param shares 0..1
 */
export async function positiveQuantiles(
  recording: Recording,
  store: Store,
  { floor, shares }: { readonly floor: number; readonly shares: readonly number[] },
  report: (fraction: number) => Promise<void>,
): Promise<PositiveQuantiles> {
  const positive = new Float64Array(recording.units);
  const quantiles = new Float64Array(recording.units * shares.length);
  for (let first = 0; first < recording.units; first += UNITS_AT_ONCE) {
    const end = Math.min(first + UNITS_AT_ONCE, recording.units);
    const selection = new Selection(end - first, shares, bitsOf(floor));
    for (const level of [0, 1, 2] as const) {
      const reader = new RecordingReader(recording, store);
      const buffer = new Float32Array(recording.units * Math.min(BLOCK_SAMPLES, recording.samples));
      for (let sample = 0; sample < recording.samples; sample += BLOCK_SAMPLES) {
        const samples = Math.min(BLOCK_SAMPLES, recording.samples - sample);
        const block = await reader.samples(sample, samples, buffer);
        selection.count(block.subarray(first * samples, end * samples), samples, level);
        const done = (level + (sample + samples) / recording.samples) / SIZES.length;
        await report((first + (end - first) * done) / recording.units);
      }
      selection.settle(level);
    }
    positive.set(selection.positive, first);
    quantiles.set(selection.quantiles(), first * shares.length);
  }
  return { positive, quantiles };
}

/** The bits of a float32. */
export function bitsOf(value: number): number {
  return new Int32Array(Float32Array.of(value).buffer)[0] as number;
}

/** Finds, digit by digit, the two order statistics on either side of each quantile. */
class Selection {
  readonly positive: Float64Array;
  /** Order statistics per unit; each may lead to a slot of its own at the next level. */
  readonly #wanted: number;
  /** Of each order statistic: the digits settled so far, its rank among the values that share them, and its slot. */
  readonly #digits: Int32Array;
  readonly #ranks: Float64Array;
  readonly #slots: Int32Array;
  readonly #counts: readonly [Uint32Array, Uint32Array, Uint32Array];
  /** From a slot and a digit to the slot at the next level, or -1. */
  readonly #next: readonly [Int16Array, Int16Array];

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
    const counts = (places: number, size: number) => new Uint32Array(places * size);
    this.#counts = [counts(units, SIZES[0]), counts(statistics, SIZES[1]), counts(statistics, SIZES[2])];
    this.#next = [new Int16Array(units * SIZES[0]).fill(-1), new Int16Array(statistics * SIZES[1]).fill(-1)];
  }

  /** @param values units x samples */
  count(values: Float32Array, samples: number, level: 0 | 1 | 2): void {
    const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
    for (let unit = 0; unit < this.units; unit++) {
      const own = bits.subarray(unit * samples, (unit + 1) * samples);
      if (level === 0) this.#countFirst(unit, own);
      else this.#countLater(unit, own, level);
    }
  }

  #countFirst(unit: number, bits: Int32Array): void {
    const counts = this.#counts[0].subarray(unit * SIZES[0], (unit + 1) * SIZES[0]);
    const floor = this.floor;
    const lowest = floor >>> 16;
    for (let index = 0; index < bits.length; index++) {
      const value = bits[index] as number;
      // Half of a rectified unit's values are above the floor, at random: a branch on that would be guessed wrong. So all
      // are counted, negative ones as 0, and what lies under the floor is passed over later.
      const digit = (value >>> 16) & ~(value >> 31);
      if (digit === lowest && value <= floor) continue;
      counts[digit] = (counts[digit] as number) + 1;
    }
  }

  #countLater(unit: number, bits: Int32Array, level: 1 | 2): void {
    const toSecond = this.#next[0].subarray(unit * SIZES[0], (unit + 1) * SIZES[0]);
    const from = unit * this.#wanted * SIZES[1];
    const [, second, third] = this.#counts;
    const toThird = this.#next[1];
    for (let index = 0; index < bits.length; index++) {
      const value = bits[index] as number;
      const slot = toSecond[(value >>> 16) & ~(value >> 31)] as number;
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

  /** Takes the counts of one level, and settles that digit of every order statistic. */
  settle(level: 0 | 1 | 2): void {
    const counts = this.#counts[level];
    const next = level === 2 ? undefined : this.#next[level];
    const size = SIZES[level];
    for (let unit = 0; unit < this.units; unit++) {
      if (level === 0) this.#startRanks(unit);
      if (this.positive[unit] === 0) continue;
      let used = 0;
      // Ranks ascend but for neighbours, so the search at the first level goes on where it stopped.
      let digit = level === 0 ? this.floor >>> 16 : 0;
      let below = 0;
      for (let which = unit * this.#wanted; which < (unit + 1) * this.#wanted; which++) {
        const slot = (level === 0 ? unit : unit * this.#wanted + (this.#slots[which] as number)) * size;
        const rank = this.#ranks[which] as number;
        if (level !== 0 || rank < below) {
          digit = level === 0 ? this.floor >>> 16 : 0;
          below = 0;
        }
        for (; rank - below >= (counts[slot + digit] as number); digit++) below += counts[slot + digit] as number;
        this.#ranks[which] = rank - below;
        this.#digits[which] = (this.#digits[which] as number) * size + digit;
        if (next === undefined) continue;
        if ((next[slot + digit] as number) < 0) next[slot + digit] = used++;
        this.#slots[which] = next[slot + digit] as number;
      }
    }
  }

  #startRanks(unit: number): void {
    const lowest = this.floor >>> 16;
    let positive = 0;
    for (let digit = lowest; digit < SIZES[0]; digit++) positive += this.#counts[0][unit * SIZES[0] + digit] as number;
    this.positive[unit] = positive;
    this.shares.forEach((share, index) => {
      const below = Math.min(Math.floor((positive - 1) * share), positive - 1);
      this.#ranks[unit * this.#wanted + 2 * index] = below;
      this.#ranks[unit * this.#wanted + 2 * index + 1] = Math.min(below + 1, positive - 1);
    });
  }

  /** units x shares, once all three levels are settled. */
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
