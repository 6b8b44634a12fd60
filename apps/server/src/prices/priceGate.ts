import type { Derivation } from '@unitgraph/analysis';
import { GraphQLError } from 'graphql';
import type { TotalPrice } from './totalPrice.js';

/** Milliseconds in which nothing more is wanted before the price of what is wanted is asked: fields of one page come together. */
const GATHERED = 8;

interface Waiting {
  readonly wanted: Derivation;
  readonly resolve: () => void;
  readonly reject: (error: GraphQLError) => void;
}

/**
 * Lets an operation compute what it wants as long as all of it costs less than the limit. Values that are there never come here, so that
 * an operation that computes nothing pays nothing. What is wanted at the same time is priced together, before any of it starts.
 */
export class PriceGate {
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** Seconds of what was let through. */
  #seconds = 0;
  /** Why the operation was refused: one error, however many fields meet it. */
  refused: GraphQLError | undefined;

  /** @param limit seconds; 0 for none */
  constructor(
    readonly priceOf: (wanted: readonly Derivation[]) => Promise<TotalPrice>,
    readonly limit: number,
  ) {}

  /** @throws GraphQLError that names price and limit */
  admit(wanted: Derivation): Promise<void> {
    if (this.limit === 0) return Promise.resolve();
    if (this.refused !== undefined) return Promise.reject(this.refused);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ wanted, resolve, reject });
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#decide(), GATHERED);
    });
  }

  async #decide(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const { seconds } = await this.priceOf(waiting.map(({ wanted }) => wanted));
      const total = this.#seconds + seconds;
      if (total > this.limit) this.refused ??= overLimit(total, this.limit);
      else this.#seconds = total;
    } catch (error) {
      for (const { reject } of waiting) reject(error as GraphQLError);
      return;
    }
    for (const { resolve, reject } of waiting) {
      if (this.refused === undefined) resolve();
      else reject(this.refused);
    }
  }
}

function overLimit(seconds: number, limit: number): GraphQLError {
  return new GraphQLError(
    `What the operation needs takes about ${durationOf(seconds)} to compute, and the limit is ${durationOf(limit)}. Ask for less at a time (fewer layers, repeats or stimuli; \`estimate(query:)\` tells the price beforehand, and what is computed once is kept), or raise UNITGRAPH_MAX_SECONDS.`,
    { extensions: { code: 'OVER_LIMIT', seconds, limit } },
  );
}

/** In whole seconds, or with two digits below ten. */
function durationOf(seconds: number): string {
  return `${seconds < 10 ? Number(seconds.toPrecision(2)) : Math.round(seconds)} s`;
}
