import type { Derivation } from '../derivation.js';

/** How many of the last runs of a kind count. */
const REMEMBERED = 15;
/** Kinds that are remembered: networks are such kinds, too. */
const MOST_KINDS = 400;
/** A single run may be off by anything, by compiling or by a neighbour: this much of one is worth as much as the calibration alone. */
const DOUBT = 0.5;
/** The same for how the ratio grows with the price. */
const STEADINESS = 0.5;
/** Runs whose prices are further away than this, as a logarithm, count as if they were this far: nothing is carried on without end. */
const NEAR = Math.log(8);
/** No correction goes beyond this, as a logarithm. */
const MOST = Math.log(20);
/** Seconds that a kind takes longer when it runs for the first time in a process, on two slow cores. */
const FIRST = 0.005;

/** A run: the logarithm of what the calibration alone said, in seconds, and that of what it took, over that. */
type Run = readonly [expected: number, ratio: number];

/** By kind, its last runs. Plain JSON. */
export type Learned = { readonly [kind: string]: readonly Run[] };

/** What runs of one kind teach: measures and drawings cost differently, and so do forward runs of different networks. */
export function lessonOf({ kind, parameters }: Derivation): string {
  const { measure, drawn, network } = parameters;
  const part = measure ?? drawn ?? network;
  return typeof part === 'string' ? `${kind} ${part.slice(0, 24)}` : kind;
}

/**
 * Corrects prices by what computations really took, for each kind by itself: a line through the logarithms of the ratios, since what a
 * computation costs besides its arithmetic counts for more when it is short. It is drawn anew about each price that is asked for, and
 * leans towards no correction at all.
 */
export class LearnedPrices {
  /** Kinds that ran in this process. */
  readonly #ran = new Set<string>();
  readonly #runs: Map<string, Run[]>;

  constructor(learned: Learned = {}) {
    this.#runs = new Map(Object.entries(learned).map(([kind, runs]) => [kind, [...runs]]));
  }

  /**
   * What to multiply seconds with; 1 where nothing was learned.
   * @param expected seconds by the calibration alone
   */
  factorOf(wanted: Derivation, expected: number): number {
    const runs = this.#runs.get(lessonOf(wanted));
    if (runs === undefined || !(expected > 0)) return 1;
    const at = Math.log(expected);
    // Normal equations of ratio = level + slope * distance, both drawn to 0.
    let [count, distances, squares, ratios, products] = [DOUBT, 0, STEADINESS, 0, 0];
    for (const [price, ratio] of runs) {
      const distance = Math.max(-NEAR, Math.min(NEAR, price - at));
      count += 1;
      distances += distance;
      squares += distance * distance;
      ratios += ratio;
      products += distance * ratio;
    }
    const level = (squares * ratios - distances * products) / (count * squares - distances * distances);
    return Math.exp(Math.max(-MOST, Math.min(MOST, level)));
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
    const ratio = Math.max(-MOST, Math.min(MOST, Math.log(worked / expected)));
    const runs = this.#runs.get(kind) ?? [];
    // At the end, so that the kinds that nobody asks for any more are forgotten first.
    this.#runs.delete(kind);
    this.#runs.set(kind, [...runs, [Math.log(expected), ratio] as const].slice(-REMEMBERED));
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > MOST_KINDS && oldest !== undefined) this.#runs.delete(oldest);
  }

  toJSON(): Learned {
    return Object.fromEntries(this.#runs);
  }
}
