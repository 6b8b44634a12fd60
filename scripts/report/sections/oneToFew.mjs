import { overDepth } from '../networks.mjs';
import { claim, mean, number, table } from '../words.mjs';

/** How much of what all predictors give is asked for. */
const SHARE = 0.9;

/** Is a unit a sum of few others? The paper's sparse prediction. */
export async function oneToFew(ask) {
  const layers = await overDepth(
    ask,
    `prediction { __typename ... on Prediction {
      leastSquaresLoss predictors unconverged path { penalty rSquared contributing gap }
      permuted: baseline(kind: PERMUTATION) { __typename ... on PredictionBaseline { unconverged path { loss pValue } } }
      rotated: baseline(kind: ROTATION) { __typename ... on PredictionBaseline { unconverged path { loss pValue } } }
    } ... on Unavailable { message } }
    assignment: matching(rule: ASSIGNMENT) { __typename ... on Matching { matches(first: 500) { nodes { value } } } }`,
  );
  const rows = layers.map(({ layer, prediction, assignment }) => {
    const most = 1 - 2 * prediction.leastSquaresLoss;
    const step = prediction.path.findIndex(({ rSquared }) => rSquared >= SHARE * most);
    const enough = prediction.path[step];
    const byChance = ({ path }) => ({ rSquared: 1 - 2 * path[step].loss, pValue: path[step].pValue });
    const single = mean(assignment.matches.nodes.map(({ value }) => value ** 2));
    return {
      ...{ layer, prediction, most, enough, single },
      permuted: byChance(prediction.permuted),
      rotated: byChance(prediction.rotated),
    };
  });
  const gap = Math.max(...rows.flatMap(({ prediction }) => prediction.path.map((point) => point.gap)));
  return `Each right unit is predicted from the left layer under a penalty on the sum of absolute weights (LASSO), over 20 penalties. The
paper reads the loss off a table of six; here the path is followed down to where it is within 1 % of least squares.

${table(
  ['', ...rows.map(({ layer }) => layer)],
  [
    ['predictors', ...rows.map(({ prediction }) => prediction.predictors)],
    [
      'loss without a penalty (0 to .5, lower = better)',
      ...rows.map((each) => number(each.prediction.leastSquaresLoss)),
    ],
    ['R² without a penalty', ...rows.map(({ most }) => number(most))],
    [`units needed for ${100 * SHARE} % of that R²`, ...rows.map(({ enough }) => number(enough.contributing, 1))],
    [
      'the same as a share of the predictors',
      ...rows.map((each) => `${((100 * each.enough.contributing) / each.prediction.predictors).toFixed(0)} %`),
    ],
    ['R² with so many', ...rows.map(({ enough }) => number(enough.rSquared))],
    ['the same with shuffled stimuli', ...rows.map(({ permuted }) => number(permuted.rSquared))],
    ['the same of rotated right units', ...rows.map(({ rotated }) => number(rotated.rSquared))],
    ['R² from its partner alone (assignment)', ...rows.map(({ single }) => number(single))],
  ],
)}

![Loss and contributing units over the penalty at conv1](prediction.svg)

- ${claim(
    rows.every(({ most, single }) => most > 2 * single),
    'Units without a good partner of their own are predicted by several together: all left units give more than twice what the one partner gives.',
  )}
- ${claim(
    rows.every(({ enough, prediction }) => enough.contributing > 0.3 * prediction.predictors),
    'But several is not few. A third to two thirds of all predictors are needed for nine tenths of what all of them give.',
  )} In the paper's much wider layers, small sets of units did most of it in conv1 and conv2.
- ${claim(
    rows.every(
      ({ enough, rotated }) => enough.rSquared > rotated.rSquared && enough.rSquared - rotated.rSquared < 0.04,
    ),
    'Nor does it say much of units. Random mixtures of the right units are predicted nearly as well, within four hundredths of R²: with so many predictors, what is predicted is the space that units span, not its axes.',
  )} ${claim(
    rows.every(({ permuted, enough }) => permuted.pValue === 0.05 && permuted.rSquared < 0.4 * enough.rSquared),
    'Shuffled stimuli leave less than four tenths of it, which is what units share by position in the image.',
  )}
- Every solution carries a certificate: the largest duality gap of all is ${gap.toExponential(0).replace('-', '−')} of the variance, and ${claim(
    rows.every(
      ({ prediction: { unconverged, permuted, rotated } }) =>
        unconverged + permuted.unconverged + rotated.unconverged === 0,
    ),
    'no solution was given up.',
  )} (The paper's unpenalised loss is above its penalised one in places, which an exact solver cannot give.)`;
}
