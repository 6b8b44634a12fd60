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
  if (path.unconverged > 0) throw new Error(`${path.unconverged} solutions did not converge.`);
  const targets = problem.targetUnits.length;
  const predictors = problem.predictorUnits.length;
  const weights = Array.from({ length: targets }, (_, target) => lassoWeights(problem, target, penalties, STOPPING));
  const found = wanted.map(({ alpha }) => {
    const index = penalties.indexOf(alpha);
    return weights.map((one) => [...one.subarray(index * predictors, (index + 1) * predictors)]);
  });
  wanted.forEach((expected, place) => {
    const from = penalties.indexOf(expected.alpha) * targets;
    const loss = path.loss.subarray(from, from + targets).reduce((sum, value) => sum + value, 0) / targets;
    if (!compare(loss, expected.half_mse).agrees) throw new Error(`half_mse is ${loss} at penalty ${expected.alpha}.`);
    const counts = [...path.contributing.subarray(from, from + targets)];
    const wrong = counts.findIndex((count, target) => {
      // Weights too small to be compared may be there or not.
      const unsure = found[place][target].filter((weight, predictor) => {
        const other = expected.weights[target][predictor];
        return (weight === 0) !== (other === 0) && Math.abs(weight - other) <= WEIGHT_TOLERANCE;
      }).length;
      return Math.abs(count - expected.nonzero_per_target[target]) > unsure;
    });
    if (wrong >= 0) throw new Error(`target ${wrong} has ${counts[wrong]} weights at penalty ${expected.alpha}.`);
  });
  return { found, wanted: wanted.map((expected) => expected.weights) };
}

async function asCorrelation(x, y, correlation) {
  const conditions = { leftConditions: x.conditions, rightConditions: y.conditions };
  return { rows: x.units, columns: y.units, samples: x.samples, values: await correlation(x, y), ...conditions };
}
