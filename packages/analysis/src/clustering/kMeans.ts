import { RandomSource } from '../baselines/randomSource.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';

/** Starts, of which the best is kept. */
const STARTS = 10;
const MOST_ROUNDS = 300;

export interface KMeans {
  /** Cluster of each point, 0..count-1; none is empty where there are as many different points. */
  readonly labels: Int32Array;
  /** Sum of squared distances of the points to their clusters' centres. */
  readonly inertia: number;
}

/**
 * Clusters of points around their means: Lloyd's rounds from ten starts by k-means++ (Arthur and Vassilvitskii 2007), the
 * one with the least inertia. The same seed gives the same clusters.
 * @param points number x dimensions
 */
export function kMeans(points: Float64Array, dimensions: number, count: number, seed: number): KMeans {
  return atOnce(kMeansSteps(points, dimensions, count, seed));
}

/** The same in steps. */
export function* kMeansSteps(points: Float64Array, dimensions: number, count: number, seed: number): Steps<KMeans> {
  let best: KMeans | undefined;
  for (let start = 0; start < STARTS; start++) {
    const found = yield* oneStart(points, dimensions, count, new RandomSource(seed, start));
    if (best === undefined || found.inertia < best.inertia) best = found;
  }
  return best as KMeans;
}

function* oneStart(points: Float64Array, dimensions: number, count: number, random: RandomSource): Steps<KMeans> {
  const number = points.length / dimensions;
  const centres = yield* firstCentres(points, dimensions, count, random);
  const labels = new Int32Array(number).fill(-1);
  const distances = new Float64Array(number);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const changed = relabel(points, centres, labels, distances, dimensions);
    yield 3 * number * count * dimensions;
    if (!changed) break;
    moveCentres(centres, points, labels, distances, dimensions);
  }
  return { labels, inertia: distances.reduce((sum, distance) => sum + distance, 0) };
}

/** Each point to the nearest centre. @returns whether any changed */
function relabel(
  points: Float64Array,
  centres: Float64Array,
  labels: Int32Array,
  distances: Float64Array,
  dimensions: number,
): boolean {
  const count = centres.length / dimensions;
  let changed = false;
  for (let point = 0; point < labels.length; point++) {
    let [nearest, distance] = [0, Number.POSITIVE_INFINITY];
    for (let centre = 0; centre < count; centre++) {
      const own = squaredDistance(points, point, centres, centre, dimensions);
      if (own < distance) [nearest, distance] = [centre, own];
    }
    changed ||= labels[point] !== nearest;
    labels[point] = nearest;
    distances[point] = distance;
  }
  return changed;
}

/** Each further centre is a point drawn with a chance in proportion to its squared distance from those there are. */
function* firstCentres(
  points: Float64Array,
  dimensions: number,
  count: number,
  random: RandomSource,
): Steps<Float64Array> {
  const number = points.length / dimensions;
  const centres = new Float64Array(count * dimensions);
  const distances = new Float64Array(number).fill(Number.POSITIVE_INFINITY);
  for (let centre = 0; centre < count; centre++) {
    const point = centre === 0 ? random.below(number) : drawn(distances, random);
    centres.set(points.subarray(point * dimensions, (point + 1) * dimensions), centre * dimensions);
    for (let other = 0; other < number; other++)
      distances[other] = Math.min(
        distances[other] as number,
        squaredDistance(points, other, centres, centre, dimensions),
      );
    yield 3 * number * dimensions;
  }
  return centres;
}

/** An index, with a chance in proportion to its weight; any where all weights are 0. */
function drawn(weights: Float64Array, random: RandomSource): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) return random.below(weights.length);
  let rest = random.uniform() * total;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    if ((weights[index] as number) === 0) continue;
    last = index;
    rest -= weights[index] as number;
    if (rest < 0) break;
  }
  return last;
}

/** To the means of their points; a centre without points goes to the point that is worst off. */
function moveCentres(
  centres: Float64Array,
  points: Float64Array,
  labels: Int32Array,
  distances: Float64Array,
  dimensions: number,
): void {
  const sizes = new Int32Array(centres.length / dimensions);
  centres.fill(0);
  labels.forEach((centre, point) => {
    sizes[centre] = (sizes[centre] as number) + 1;
    for (let axis = 0; axis < dimensions; axis++)
      centres[centre * dimensions + axis] =
        (centres[centre * dimensions + axis] as number) + (points[point * dimensions + axis] as number);
  });
  sizes.forEach((size, centre) => {
    const own = centres.subarray(centre * dimensions, (centre + 1) * dimensions);
    if (size > 0) {
      own.forEach((sum, axis) => {
        own[axis] = sum / size;
      });
      return;
    }
    const worst = distances.reduce(
      (place, distance, point) => (distance > (distances[place] as number) ? point : place),
      0,
    );
    own.set(points.subarray(worst * dimensions, (worst + 1) * dimensions));
    distances[worst] = 0;
  });
}

function squaredDistance(
  points: Float64Array,
  point: number,
  centres: Float64Array,
  centre: number,
  dimensions: number,
) {
  let sum = 0;
  for (let axis = 0; axis < dimensions; axis++) {
    const apart = (points[point * dimensions + axis] as number) - (centres[centre * dimensions + axis] as number);
    sum += apart * apart;
  }
  return sum;
}
