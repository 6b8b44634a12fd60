import {
  baselineOf,
  bootstrapOf,
  correlationOf,
  informationOf,
  matchingsOf,
  momentsBetween,
  permutedSimilarityOf,
  profileOf,
  similarityBetween,
  similarityBootstrapOf,
} from '@unitgraph/analysis';

const DRAWING = { kind: 'PERMUTATION', repeats: 5, seed: 1 };

/** What pages of the dashboard, and one query, ask for in one go: of the recordings of two networks of five layers each. */
export const PAGES = {
  'a layer: units, moments, most alike layers': ([own, other]) => [
    profileOf(own[0]),
    momentsBetween(own[0], own[0]),
    ...[own[1], other[0], other[1]].map((each) => correlationOf(own[0], each)),
  ],
  'convergence: five pairs under three measures': ([own, other]) =>
    own.flatMap((layer, place) =>
      ['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'].map((measure) => matchingsOf(layer, other[place], measure)),
    ),
  'one pair compared: measures, intervals, baselines': ([[x], [y]]) => [
    ...['CKA_LINEAR', 'CKA_DEBIASED', 'RSA', 'MUTUAL_KNN'].map((measure) => similarityBetween(measure, x, y)),
    bootstrapOf(x, y, DRAWING),
    similarityBootstrapOf('CKA_LINEAR', [x, y], DRAWING),
    baselineOf(x, y, DRAWING),
    permutedSimilarityOf('CKA_LINEAR', [x, y], DRAWING),
    baselineOf(x, y, DRAWING, 'MUTUAL_INFORMATION'),
  ],
  'ten pairs of five layers by mutual information': ([own]) =>
    own.flatMap((left, place) => own.slice(place + 1).map((right) => informationOf(left, right))),
};
