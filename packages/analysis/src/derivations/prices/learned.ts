import type { Derivation } from '../derivation.js';

/** How many of the last runs of a kind count. */
const REMEMBERED = 15;
/** Kinds that are remembered: networks are such kinds, too. */
const MOST_KINDS = 400;
/** A single run may be off by anything, by compiling or by a neighbour: this much of one is worth as much as the calibration alone. */
const DOUBT = 1;
/** The same for how the ratio grows with the price. */
const STEADINESS = 0.5;
/** Runs whose prices are further away than this, as a logarithm, count as if they were this far: nothing is carried on without end. */
const NEAR = Math.log(8);
/** No correction goes beyond this, as a logarithm. */
const MOST = Math.log(20);
/**
 * Seconds that a kind takes longer at most when it runs for the first time in a process: until its code is compiled, what it does takes
 * about twice as long. On two slow cores.
 */
const FIRST = 0.02;
/** Kinds that have to agree before anything is said of the machine, and so of kinds that did not run yet. */
const WITNESSES = 4;
/** What kinds are off by in common, as a logarithm, on a machine that does as it was measured: starting, for one. */
const USUAL_DEVIATION = 0.2;

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
    if (!(expected > 0)) return 1;
    const kind = lessonOf(wanted);
    const common = this.#commonTo(kind);
    const at = Math.log(expected);
    // Normal equations of ratio = common + level + slope * distance, level and slope drawn to 0.
    let [count, distances, squares, ratios, products] = [DOUBT, 0, STEADINESS, 0, 0];
    for (const [price, ratio] of this.#runs.get(kind) ?? []) {
      const distance = Math.max(-NEAR, Math.min(NEAR, price - at));
      count += 1;
      distances += distance;
      squares += distance * distance;
      ratios += ratio - common;
      products += distance * (ratio - common);
    }
    const level = (squares * ratios - distances * products) / (count * squares - distances * distances);
    return Math.exp(Math.max(-MOST, Math.min(MOST, common + level)));
  }

  /**
   * What all other kinds are off by in common, as a logarithm: the machine was measured in a bad moment, or has much else to do. The
   * median of the kinds' means, which one kind alone does not move; the fewer there are, the less is said.
   */
  #commonTo(kind: string): number {
    const means: number[] = [];
    for (const [other, runs] of this.#runs)
      if (other !== kind) means.push(runs.reduce((sum, [, ratio]) => sum + ratio, 0) / runs.length);
    if (means.length < WITNESSES) return 0;
    means.sort((a, b) => a - b);
    const middle = (means.length - 1) / 2;
    const median = ((means[Math.floor(middle)] as number) + (means[Math.ceil(middle)] as number)) / 2;
    const beyond = Math.sign(median) * Math.max(0, Math.abs(median) - USUAL_DEVIATION);
    return (beyond * means.length) / (means.length + WITNESSES);
  }

  /**
   * Seconds that the first run of a kind in a process takes besides: its code is compiled, its threads and sessions start.
   * @param expected seconds without that
   */
  firstOf(wanted: Derivation, expected: number): number {
    return this.#ran.has(lessonOf(wanted)) || !(expected > 0) ? 0 : (FIRST * expected) / (FIRST + expected);
  }

  /** @param expected seconds by the calibration alone */
  learn(wanted: Derivation, seconds: number, expected: number): void {
    if (!(seconds > 0 && expected > 0)) return;
    const kind = lessonOf(wanted);
    // What went into starting says nothing of the work.
    const worked = seconds - Math.min(0.5 * seconds, this.firstOf(wanted, expected));
    this.#ran.add(kind);
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
