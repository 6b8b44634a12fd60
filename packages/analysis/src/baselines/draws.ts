import type { Baseline, Matchings } from '../derivations/values.js';
import { MATCH_RULES } from '../derivations/values.js';

/** Collects what the matchings gave in each repeat. */
export class Draws {
  readonly #baseline: Baseline;

  constructor(repeats: number, units: number) {
    const empty = () => ({
      means: new Float64Array(repeats).fill(Number.NaN),
      values: new Float64Array(repeats * units).fill(Number.NaN),
    });
    this.#baseline = { repeats, units, rules: { GREEDY: empty(), ASSIGNMENT: empty(), MUTUAL: empty() } };
  }

  add(repeat: number, matchings: Matchings): void {
    for (const rule of MATCH_RULES) {
      const { mean, values } = matchings.rules[rule];
      this.#baseline.rules[rule].means[repeat] = mean;
      this.#baseline.rules[rule].values.set(values, repeat * this.#baseline.units);
    }
  }

  finish(): Baseline {
    return this.#baseline;
  }
}
