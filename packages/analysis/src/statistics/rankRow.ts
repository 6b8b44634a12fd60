/** Bits of one digit, and the digits of a float32. */
const DIGIT_BITS = 11;
const DIGITS = 3;
const BUCKETS = 2 ** DIGIT_BITS;

/**
 * Ranks the values of one unit, equal values sharing the mean of their ranks: 1..samples, as float32, which holds them exactly
 * up to 8,388,608 samples. Sorts by radix, in time linear in the samples; its buffers (16 bytes a sample) serve one row after another.
 */
export class RowRanker {
  readonly #keys: [Uint32Array, Uint32Array];
  readonly #places: [Uint32Array, Uint32Array];
  readonly #counts = new Uint32Array(DIGITS * BUCKETS);

  constructor(readonly samples: number) {
    this.#keys = [new Uint32Array(samples), new Uint32Array(samples)];
    this.#places = [new Uint32Array(samples), new Uint32Array(samples)];
  }

  /** Puts each value's rank in its place. @param row finite values, one per sample */
  rank(row: Float32Array): void {
    this.#takeKeys(row);
    let from: 0 | 1 = 0;
    for (let digit = 0; digit < DIGITS; digit++) if (this.#distribute(digit, from)) from = from === 0 ? 1 : 0;
    const [keys, places] = [this.#keys[from], this.#places[from]];
    for (let first = 0; first < this.samples; ) {
      const key = keys[first];
      let end = first + 1;
      while (end < this.samples && keys[end] === key) end++;
      // Ranks first + 1 to end have this mean.
      const shared = (first + 1 + end) / 2;
      for (; first < end; first++) row[places[first] as number] = shared;
    }
  }

  /** Unsigned integers that order as the values do, and how often each digit occurs in them. */
  #takeKeys(row: Float32Array): void {
    const [keys, places] = [this.#keys[0], this.#places[0]];
    const bits = new Int32Array(row.buffer, row.byteOffset, row.length);
    const counts = this.#counts.fill(0);
    for (let sample = 0; sample < this.samples; sample++) {
      // Adding 0 makes one zero of the two, which are equal.
      row[sample] = (row[sample] as number) + 0;
      const value = bits[sample] as number;
      const key = (value ^ ((value >> 31) | 0x80000000)) >>> 0;
      keys[sample] = key;
      places[sample] = sample;
      for (let digit = 0; digit < DIGITS; digit++) {
        const bucket = digit * BUCKETS + ((key >>> (digit * DIGIT_BITS)) & (BUCKETS - 1));
        counts[bucket] = (counts[bucket] as number) + 1;
      }
    }
  }

  /** Sorts by one digit, keeping the order of equal ones; says whether there was anything to move. */
  #distribute(digit: number, from: 0 | 1): boolean {
    const to = from === 0 ? 1 : 0;
    const [keys, places, sortedKeys, sortedPlaces] = [
      ...([this.#keys[from], this.#places[from]] as const),
      ...([this.#keys[to], this.#places[to]] as const),
    ];
    const ends = this.#counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS);
    let start = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      const count = ends[bucket] as number;
      if (count === this.samples) return false;
      ends[bucket] = start;
      start += count;
    }
    const shift = digit * DIGIT_BITS;
    for (let index = 0; index < this.samples; index++) {
      const key = keys[index] as number;
      const bucket = (key >>> shift) & (BUCKETS - 1);
      const place = ends[bucket] as number;
      ends[bucket] = place + 1;
      sortedKeys[place] = key;
      sortedPlaces[place] = places[index] as number;
    }
    return true;
  }
}
