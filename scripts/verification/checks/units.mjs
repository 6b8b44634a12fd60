import {
  binEdgesOf,
  hierarchicalClustering,
  joinUnits,
  lassoPath,
  lassoWeights,
  mutualInformationOf,
  predictionProblem,
} from '@unitgraph/analysis';
import { compare } from '../compare.mjs';
import { rowsOf } from './statistics.mjs';

/** Weights are compared by their absolute error, so the gap must leave none of it. */
const STOPPING = { tolerance: 1e-13, mostPasses: 100_000 };
const WEIGHT_TOLERANCE = 1e-4;
/** Where predictors are nearly the same, passes end before the gap is as small as is asked; below this the weights are right all the same. */
const LARGEST_GAP = 1e-10;
/** Weights that are off by 1e-4 miss the least objective by the square of that, over two. */
const OBJECTIVE_TOLERANCE = WEIGHT_TOLERANCE ** 2 / 2;

/** What is asked of pairs and groups of units, beyond correlation. */
export const UNIT_CHECKS = [
  { key: 'mutual_information_nats', run: (inputs, wanted) => informationOf(inputs, wanted, 'raw') },
  { key: 'mutual_information_bias', run: (inputs, wanted) => informationOf(inputs, wanted, 'bias') },
  { key: 'lasso', tolerance: WEIGHT_TOLERANCE, absolute: true, run: weightsOf },
  {
    key: 'hac_average_1_minus_abs_r',
    run: async ({ left, right, preciseCorrelation }, wanted) => {
      const sides = [left, right];
      const blocks = {
        '0 0': await preciseCorrelation(left, left),
        '0 1': await preciseCorrelation(left, right),
        '1 1': await preciseCorrelation(right, right),
      };
      const conditions = sides.map((side) => side.conditions);
      const units = joinUnits(conditions, (row, column) => blocks[`${row} ${column}`]);
      const { heights } = hierarchicalClustering(units);
      // Where heights tie, merges may come in another order: the heights are what must agree.
      return { found: [...heights], wanted: wanted.map((merge) => merge[2]).sort((one, other) => one - other) };
    },
  },
];

/** A unit without variance has no mutual information here; where 0 is expected of it, that is the same. */
async function informationOf({ left, right, store, backend, report }, wanted, kind) {
  const [x, y] = [await binned(left, store, report), await binned(right, store, report)];
  const information = await mutualInformationOf(x, y, false, { store, backend }, report);
  const found = rowsOf(information[kind], left.units, right.units);
  const expected = wanted.map((row, unit) =>
    row.map((value, other) => {
      const none = left.conditions[unit] !== 0 || right.conditions[other] !== 0;
      return none && Math.abs(value) < 1e-12 ? null : value;
    }),
  );
  return { found, wanted: expected };
}

async function binned(recording, store, report) {
  return { recording, edges: await binEdgesOf(recording, store, report) };
}

/** The weights; throws where loss or contributing units are not what is expected, which are told by other tolerances. */
async function weightsOf({ left, right, preciseCorrelation, report }, wanted) {
  const between = await asCorrelation(left, right, preciseCorrelation);
  const problem = predictionProblem(await asCorrelation(left, left, preciseCorrelation), between);
  const penalties = wanted.map(({ alpha }) => alpha).sort((one, other) => other - one);
  const path = await lassoPath(problem, { penalties, ...STOPPING }, report);
  const largestGap = path.gap.reduce((most, gap) => Math.max(most, gap), 0);
  if (largestGap > LARGEST_GAP) throw new Error(`A duality gap of ${largestGap.toExponential(1)} was left.`);
  const targets = problem.targetUnits.length;
  const predictors = problem.predictorUnits.length;
  const weights = Array.from({ length: targets }, (_, target) => lassoWeights(problem, target, penalties, STOPPING));
  const found = wanted.map((expected) => {
    const { alpha } = expected;
    const from = penalties.indexOf(alpha);
    const loss =
      path.loss.subarray(from * targets, (from + 1) * targets).reduce((sum, value) => sum + value, 0) / targets;
    if (!compare(loss, expected.half_mse).agrees) throw new Error(`half_mse is ${loss} at penalty ${alpha}.`);
    return weights.map((one, target) => {
      const own = [...one.subarray(from * predictors, (from + 1) * predictors)];
      const other = expected.weights[target];
      const apart = own.some((weight, place) => Math.abs(weight - other[place]) > WEIGHT_TOLERANCE);
      if (apart) return asGood(problem, target, alpha, own, other) ? other : own;
      // Weights too small to be compared may be there or not, and be 0 where they are listed, which is to eight digits.
      const [count, wantedCount] = [path.contributing[from * targets + target], expected.nonzero_per_target[target]];
      const unsure = own.filter((weight, place) => (weight === 0) !== (other[place] === 0)).length;
      const unlisted = wantedCount - other.filter((weight) => weight !== 0).length;
      if (Math.abs(count - wantedCount) <= unsure + unlisted) return own;
      throw new Error(`target ${target} has ${count} weights at penalty ${alpha}.`);
    });
  });
  return { found, wanted: wanted.map((expected) => expected.weights) };
}

/**
 * Whether the first weights reach an objective that is no higher than that of the second. Where predictors depend on each other, many
 * weights are best; where they do not, no others come so near to the least.
 */
function asGood({ gram, cross, predictorUnits }, target, penalty, ...weights) {
  const count = predictorUnits.length;
  const [own, expected] = weights.map((list) =>
    list.reduce((sum, weight, row) => {
      let along = 0;
      for (let column = 0; column < count; column++) along += gram[row * count + column] * list[column];
      return sum + weight * (along / 2 - cross[target * count + row]) + penalty * Math.abs(weight);
    }, 0),
  );
  return own - expected < OBJECTIVE_TOLERANCE;
}

async function asCorrelation(x, y, correlation) {
  const conditions = { leftConditions: x.conditions, rightConditions: y.conditions };
  return { rows: x.units, columns: y.units, samples: x.samples, values: await correlation(x, y), ...conditions };
}
