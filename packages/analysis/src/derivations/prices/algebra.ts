import { PRECISE_FLOPS } from '../../statistics/comoments.js';
import { type Derivation, isDerivation } from '../derivation.js';
import { addWork, timesWork, type Work } from './work.js';

/** Bytes that count as looked at for each value that is only read and copied. */
const READ = 1.6;

/** The same where it is put into a random order, or shifted by stimuli: rows are copied piece by piece. */
const MOVED = 3.6;

/** Bytes that are moved, besides the products, for joint counts of two units: their logarithms are summed. */
const PAIR_OF_BINS = 600;

/** The same for counts that are made anew in each repeat, in memory that was not touched before. */
const PAIR_OF_NEW_BINS = 900;

/** Meetings that count for each pair of units and sample: most codes are silence, which is not listed. */
const MEETING = 0.2;

/** Rotations that are drawn, of those that are used: all pairs of a family of networks are rotated alike, and the last ones are kept. */
const DRAWN = 0.5;

/** Operations that a normal number counts for, with those that make its row orthogonal to the 16 before it in its block, twice. */
const NORMAL = 300;

/**
 * A symmetric eigenproblem with all vectors: size reflections, each over all of the matrix, and about 5 size³ operations of products,
 * of which those with narrow panels count twice.
 */
export function eigenWork(size: number): Work {
  return { algebra: 400 * size ** 2, dense: 12 * size ** 3 };
}

/** Singular values alone: 8/3 of the cube, half of it products and half as fast as memory is. */
export function singularWork(left: number, right: number): Work {
  return { algebra: 50 * left * right, dense: 5 * Math.min(left, right) * left * right };
}

/** Least squares from the left onto the right: a Cholesky factor, and two triangular equations for each target, row by row. */
export function leastSquaresWork(left: number, right: number): Work {
  return { algebra: left ** 3 + 6 * left ** 2 * right };
}

/** Greedy, mutual and one-to-one matching of a matrix: most rows find their column when all are looked through the first times. */
export function matchingWork(left: number, right: number): Work {
  return { algebra: 14 * left * right + 0.03 * Math.min(left, right) * left * right + 20_000 };
}

/** The same by transport: searches are short, so that its steps grow with the pairs of units more than with the cube. */
export function transportWork(left: number, right: number): Work {
  return { algebra: 250 * left * right + 0.6 * Math.min(left, right) * left * right };
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
  return itself ? { ...work, scanning: (work.scanning ?? 0) / 2, steps: 2 } : { ...work, steps: 2 };
}

/** Bytes of work that reading a recording for one pair takes: what a pass saves that has read it before. */
export function readingBytes({ size: { units = 0, samples = 0 } }: Derivation): number {
  return READ * units * samples;
}

/** Mutual information of all pairs, from codes on. */
export function informationWork(left: number, right: number, samples: number, repeated = false): Work {
  return {
    counting: MEETING * left * right * samples,
    scanning: (repeated ? PAIR_OF_NEW_BINS : PAIR_OF_BINS) * left * right + READ * (left + right) * samples,
    steps: 1,
  };
}

/** Shuffled co-moments, so many times: the right side is copied anew for each. */
export function shuffledWork(left: number, right: number, samples: number, repeats: number, precise: boolean): Work {
  const operations = 2 * left * right * samples * repeats;
  return {
    ...(precise ? { preciseProducts: operations } : { products: operations }),
    scanning: MOVED * (2 * left + (1 + repeats) * right) * samples + 8 * left * right * repeats,
    calls: (repeats * samples) / 10_000,
  };
}

/** A random rotation: its numbers are drawn one by one and made orthogonal by blocks, which are products. */
export function rotationWork(size: number): Work {
  return { algebra: NORMAL * size ** 2, dense: 4 * size ** 3 };
}

/** A rotation of the right side's units applied to the correlations across and within: products, and what is copied around them. */
export function rotatedWork(left: number, right: number): Work {
  return { dense: 2 * (left + right) * right ** 2, algebra: 40 * (left + right) * right };
}

/** Random rotations of one side's units, as far as they are not there, applied to the correlations across and within. */
export function rotationsWork(left: number, right: number, repeats: number): Work {
  return timesWork(addWork([timesWork(rotationWork(right), DRAWN), rotatedWork(left, right)]), repeats);
}

/**
 * A path of penalties for every unit of the right. Each pass goes over the Gram matrix of the predictors that take part, a share of
 * all, and there are the more passes the more there are; what is looked at besides is as long as there are predictors.
 */
export function lassoWork(left: number, right: number): Work {
  return { algebra: right * (220 * left ** 2 + 7_000 * left), steps: 3 };
}
