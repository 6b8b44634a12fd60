import {
  angularProcrustes,
  canonicalCorrelations,
  debiasedCka,
  leastSquares,
  linearCka,
  mutualNeighbours,
  pwcca,
  rbfCka,
  rsa,
  sampleNorms,
  svcca,
} from '@unitgraph/analysis';

const SHARE = '(\\d*\\.?\\d+)';

/** Similarities of whole layers. */
export const SIMILARITY_CHECKS = [
  { key: 'cka_linear', run: async ({ secondMoments }) => linearCka(await secondMoments()) },
  {
    key: 'cka_debiased',
    run: async ({ secondMoments, left, right, store, report }) =>
      debiasedCka(
        await secondMoments(),
        await sampleNorms(left, store, report),
        await sampleNorms(right, store, report),
      ),
  },
  {
    key: new RegExp(`^cka_rbf_${SHARE}$`),
    tolerance: 1e-3,
    run: async ({ left, right, rows, backend, report }, _, width) =>
      rbfCka(await rows(left, {}), await rows(right, {}), backend, report, Number(width)),
  },
  {
    key: 'cca_mean',
    run: async ({ secondMoments, multiply }) =>
      (await canonicalCorrelations(await secondMoments(), await multiply())).mean,
  },
  {
    key: new RegExp(`^svcca_${SHARE}_mean$`),
    run: async ({ secondMoments, multiply }, _, share) =>
      (await svcca(await secondMoments(), await multiply(), Number(share))).mean,
  },
  {
    key: new RegExp(`^svcca_${SHARE}_dims$`),
    tolerance: 0,
    run: async ({ secondMoments, multiply }, _, share) => {
      const { leftRank, rightRank } = await svcca(await secondMoments(), await multiply(), Number(share));
      return [leftRank, rightRank];
    },
  },
  {
    key: 'pwcca',
    run: async ({ secondMoments, multiply }) => (await pwcca(await secondMoments(), await multiply())).mean,
  },
  {
    key: 'procrustes_angular',
    // The arc cosine turns the last digit of a cosine near 1 into 1e-8.
    floor: 1e-2,
    run: async ({ secondMoments }) => angularProcrustes(await secondMoments()),
  },
  {
    key: /^rsa_spearman(?:_first(\d+))?$/,
    run: async ({ left, right, rows, backend, report }, _, first) => {
      const choice = first === undefined ? {} : { first: Number(first) };
      return rsa(await rows(left, choice), await rows(right, choice), backend, report);
    },
  },
  {
    key: /^mutual_knn_(\d+)$/,
    tolerance: 1e-3,
    run: async ({ left, right, rows, backend, report }, _, neighbours) =>
      mutualNeighbours(await rows(left, {}), await rows(right, {}), backend, report, Number(neighbours)),
  },
  {
    key: 'ols_half_mse',
    run: async ({ secondMoments, multiply }) => (await leastSquares(await secondMoments(), await multiply())).loss,
  },
];
