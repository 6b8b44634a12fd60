import { PRECISE_FLOPS } from '../../statistics/comoments.js';
import { type Derivation, isDerivation } from '../derivation.js';
import type { Work } from './work.js';

/** Operations of a symmetric eigenproblem with all vectors, in cubes of its size; that of singular values alone is a third. */
export const EIGEN = 9;

/** Size at which what loops cost to begin with is as much as what they do. */
const SHORT = 32;

/**
 * Operations that such a problem counts for at the rate that is measured: short loops are slower, long ones quicker, and products within
 * it are the backend's, which the measure does without. Fitted to what it took from 16 to 448 units.
 */
export function eigenWork(size: number): number {
  return (3 * EIGEN * size ** 3) / (1 + size / SHORT);
}

/** Bytes that are moved, besides the products, for joint counts of two units: their logarithms are summed. */
const PAIR_OF_BINS = 600;

/** Bytes that count as looked at for each value that is only read and copied. */
const READ = 1.6;

/** Meetings that count for each pair of units and sample: most codes are silence, which is not listed. */
const MEETING = 0.15;

/** Greedy, mutual and one-to-one matching of a matrix. The assignment dominates: n² m steps at the worst, fewer in practice. */
export function matchingWork(left: number, right: number): Work {
  return { algebra: 0.3 * Math.min(left, right) * left * right + 30 * left * right };
}

/** The same by transport, which for unequal numbers of units takes more steps. */
export function transportWork(left: number, right: number): Work {
  const steps = Math.min(left, right) * left * right;
  return { algebra: (left === right ? 2 : 3) * steps };
}

/** Co-moments of two recordings in one pass. */
export function productsWork(left: number, right: number, samples: number, precise: boolean): Work {
  const operations = 2 * left * right * samples;
  return {
    ...(precise ? { preciseProducts: operations } : { products: operations }),
    scanning: READ * (left + right) * samples + 8 * left * right,
    calls: samples / 2_048,
  };
}

/**
 * The same as a definition is asked for it: of a recording with itself five eighths are computed; small work is done in float64.
 * @param mostPrecise operations up to which those of two recordings are
 */
export function productsOf(
  { left, right }: Derivation['parameters'],
  leftUnits: number,
  rightUnits: number,
  samples: number,
  mostPrecise = PRECISE_FLOPS,
): Work {
  const itself = isDerivation(left) && isDerivation(right) && left.key === right.key;
  const isPrecise = 2 * leftUnits * rightUnits * samples <= (itself ? PRECISE_FLOPS : mostPrecise);
  const work = productsWork(leftUnits, rightUnits, samples, isPrecise);
  return itself ? { ...work, scanning: (work.scanning ?? 0) / 2, steps: 1 } : { ...work, steps: 1 };
}

/** Bytes of work that reading a recording for one pair takes: what a pass saves that has read it before. */
export function readingBytes({ size: { units = 0, samples = 0 } }: Derivation): number {
  return READ * units * samples;
}

/** Mutual information of all pairs, from codes on. */
export function informationWork(left: number, right: number, samples: number): Work {
  return {
    counting: MEETING * left * right * samples,
    scanning: PAIR_OF_BINS * left * right + READ * (left + right) * samples,
    steps: 1,
  };
}

/** Shuffled co-moments, so many times: the right side is copied anew for each. */
export function shuffledWork(left: number, right: number, samples: number, repeats: number, precise: boolean): Work {
  const operations = 2 * left * right * samples * repeats;
  return {
    ...(precise ? { preciseProducts: operations } : { products: operations }),
    scanning: READ * (2 * left + (1 + repeats) * right) * samples + 8 * left * right * repeats,
    calls: (repeats * samples) / 10_000,
  };
}

/** Random rotations of one side's units, drawn and applied to the correlations across and within. */
export function rotationsWork(left: number, right: number, repeats: number): Work {
  // Most of it is products; numbers are drawn one by one.
  return { algebra: repeats * right * right * (0.3 * left + 1.1 * right), scanning: 250 * repeats * right * right };
}

/** A path of penalties for every unit of the right. Active sets grow with the units, and passes over them too. */
export function lassoWork(left: number, right: number): Work {
  return { algebra: left ** 3 + right * (20_000 * left + 0.5 * left ** 3), steps: 1 };
}
