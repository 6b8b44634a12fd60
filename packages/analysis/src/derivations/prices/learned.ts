import type { Derivation } from '../derivation.js';

/** How many of the last runs of a kind count. */
const REMEMBERED = 15;
/** Kinds that are remembered: networks are such kinds, too. */
const MOST_KINDS = 400;
/** A single run may be off by anything, by compiling or by a neighbour: so many are worth as much as the calibration alone. */
const DOUBT = 1;
/** Seconds that a kind takes longer when it runs for the first time in a process, on two slow cores. */
const FIRST = 0.008;

/** By kind, the logarithms of what its last runs took, over what the calibration alone said. Plain JSON. */
export type Learned = { readonly [kind: string]: readonly number[] };

/** What runs of one kind teach: measures and drawings cost differently, and so do forward runs of different networks. */
export function lessonOf({ kind, parameters }: Derivation): string {
  const { measure, drawn, network } = parameters;
  const part = measure ?? drawn ?? network;
  return typeof part === 'string' ? `${kind} ${part.slice(0, 24)}` : kind;
}

/** Corrects prices by what computations really took: the running median of their ratio, for each kind by itself. */
export class LearnedPrices {
  /** Kinds that ran in this process. */
  readonly #ran = new Set<string>();
  readonly #ratios: Map<string, number[]>;

  constructor(learned: Learned = {}) {
    this.#ratios = new Map(Object.entries(learned).map(([kind, ratios]) => [kind, [...ratios]]));
  }

  /** What to multiply seconds with; 1 where nothing was learned. */
  factorOf(wanted: Derivation): number {
    const own = this.#ratios.get(lessonOf(wanted));
    if (own === undefined || own.length === 0) return 1;
    const sorted = own.toSorted((a, b) => a - b);
    const half = sorted.length >> 1;
    const median =
      sorted.length % 2 === 1
        ? (sorted[half] as number)
        : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2;
    return Math.exp((median * sorted.length) / (sorted.length + DOUBT));
  }

  /** Seconds that the first run of a kind in a process takes besides: its code is compiled, its threads and sessions start. */
  firstOf(wanted: Derivation): number {
    return this.#ran.has(lessonOf(wanted)) ? 0 : FIRST;
  }

  /** @param expected seconds by the calibration alone */
  learn(wanted: Derivation, seconds: number, expected: number): void {
    if (!(seconds > 0 && expected > 0)) return;
    const kind = lessonOf(wanted);
    const isFirst = !this.#ran.has(kind);
    this.#ran.add(kind);
    // What went into starting says nothing of the work.
    const worked = isFirst ? seconds - FIRST : seconds;
    if (worked < 0.5 * seconds) return;
    const ratios = this.#ratios.get(kind) ?? [];
    // At the end, so that the kinds that nobody asks for any more are forgotten first.
    this.#ratios.delete(kind);
    this.#ratios.set(kind, [...ratios, Math.log(worked / expected)].slice(-REMEMBERED));
    const [oldest] = this.#ratios.keys();
    if (this.#ratios.size > MOST_KINDS && oldest !== undefined) this.#ratios.delete(oldest);
  }

  toJSON(): Learned {
    return Object.fromEntries(this.#ratios);
  }
}
