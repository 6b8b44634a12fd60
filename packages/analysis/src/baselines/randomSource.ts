/**
 * Seeded random numbers, the same on every machine: xoshiro128** (Blackman and Vigna, 2018), its state filled by
 * splitmix32. The seed may be a list of numbers, so that each repeat of each task has a stream of its own.
 */
export class RandomSource {
  readonly #state = new Uint32Array(4);
  #spareNormal: number | undefined;

  constructor(...seeds: readonly number[]) {
    let mixed = 0x9e3779b9;
    for (const seed of seeds) {
      mixed = splitmix(mixed ^ (seed >>> 0));
      mixed = splitmix(mixed ^ (Math.floor(seed / 2 ** 32) >>> 0));
    }
    for (let index = 0; index < 4; index++) {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      this.#state[index] = splitmix(mixed);
    }
  }

  /** Uniform over 0 .. 2³²-1. */
  bits(): number {
    const state = this.#state;
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    state[2] = c ^ a;
    state[3] = d ^ b;
    state[1] = b ^ (state[2] as number);
    state[0] = a ^ (state[3] as number);
    state[2] = (state[2] as number) ^ (b << 9);
    state[3] = rotateLeft(state[3] as number, 11);
    return scrambled;
  }

  /** Uniform over [0, 1), with 53 random bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 0x4000000 + (this.bits() >>> 6)) / 0x20000000000000;
  }

  /** Uniform over 0 .. bound-1, without the bias of a remainder. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Normal, mean 0, deviation 1 (polar method). */
  normal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        this.#spareNormal = y * scale;
        return x * scale;
      }
    }
  }

  /** Puts the entries into a uniformly random order, in place (Fisher and Yates). */
  shuffle<List extends { [index: number]: number; readonly length: number }>(list: List): List {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      const kept = list[last] as number;
      list[last] = list[other] as number;
      list[other] = kept;
    }
    return list;
  }
}

function rotateLeft(value: number, by: number): number {
  return ((value << by) | (value >>> (32 - by))) >>> 0;
}

function splitmix(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
