import type { Correlation } from '../derivations/values.js';
import { atOnce, type Steps } from '../linearAlgebra/steps.js';
import type { GroupedComoments, GroupedSums } from '../statistics/groupedComoments.js';

/** Sums over the groups, each counted as often as its weight says. */
export interface WeightedComoments {
  readonly rows: number;
  readonly columns: number;
  readonly samples: number;
  /** rows x columns: sums of products of deviations from the weighted means; 0 where either unit does not vary. */
  readonly values: Float64Array;
  /** Root of each unit's sum of squared deviations; NaN where it does not vary on what was drawn. */
  readonly leftRoots: Float64Array;
  readonly rightRoots: Float64Array;
}

export function weightedComoments(grouped: GroupedComoments, weights: Float64Array): WeightedComoments {
  return atOnce(weightedSteps(grouped, weights));
}

/** The same in steps. */
export function* weightedSteps(grouped: GroupedComoments, weights: Float64Array): Steps<WeightedComoments> {
  const [rows, columns] = [grouped.left.units, grouped.right.units];
  const samples = weights.reduce((sum, weight, group) => sum + weight * (grouped.counts[group] as number), 0);
  const x = weightedSide(grouped.left, weights, samples);
  const y = weightedSide(grouped.right, weights, samples);
  const values = new Float64Array(rows * columns);
  for (const [group, products] of grouped.products.entries()) {
    const weight = weights[group] as number;
    if (weight === 0) continue;
    addTimes(values, weight, products);
    yield values.length;
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const live = !Number.isNaN(x.roots[row]) && !Number.isNaN(y.roots[column]);
      const shift = ((x.sums[row] as number) * (y.sums[column] as number)) / samples;
      values[at] = live ? (values[at] as number) - shift : 0;
    }
  }
  yield 2 * values.length;
  return { rows, columns, samples, values, leftRoots: x.roots, rightRoots: y.roots };
}

function addTimes(values: Float64Array, weight: number, products: Float32Array | Float64Array): void {
  for (let index = 0; index < values.length; index++) {
    values[index] = (values[index] as number) + weight * (products[index] as number);
  }
}

/** Pearson's correlation over the groups, each counted as often as its weight says. */
export function weightedCorrelation(grouped: GroupedComoments, weights: Float64Array): Correlation {
  return atOnce(weightedCorrelationSteps(grouped, weights));
}

/** The same in steps. */
export function* weightedCorrelationSteps(grouped: GroupedComoments, weights: Float64Array): Steps<Correlation> {
  const { rows, columns, samples, values, leftRoots, rightRoots } = yield* weightedSteps(grouped, weights);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const value = (values[at] as number) / ((leftRoots[row] as number) * (rightRoots[column] as number));
      values[at] = Math.max(-1, Math.min(1, value));
    }
  }
  const conditions = (roots: Float64Array) => Uint8Array.from(roots, (root) => (Number.isNaN(root) ? 2 : 0));
  return {
    ...{ rows, columns, samples, values },
    leftConditions: conditions(leftRoots),
    rightConditions: conditions(rightRoots),
  };
}

function weightedSide({ units, sums, squares }: GroupedSums, weights: Float64Array, samples: number) {
  const total = new Float64Array(units);
  const totalSquares = new Float64Array(units);
  weights.forEach((weight, group) => {
    for (let unit = 0; unit < units; unit++) {
      total[unit] = (total[unit] as number) + weight * (sums[group * units + unit] as number);
      totalSquares[unit] = (totalSquares[unit] as number) + weight * (squares[group * units + unit] as number);
    }
  });
  const roots = totalSquares.map((square, unit) => {
    const rest = square - (total[unit] as number) ** 2 / samples;
    // A unit may be without variance on the stimuli that were drawn: it takes no part in that repeat.
    return rest > 1e-12 * square ? Math.sqrt(rest) : Number.NaN;
  });
  return { sums: total, roots };
}
