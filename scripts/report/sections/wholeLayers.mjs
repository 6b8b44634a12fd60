import { overDepth } from '../networks.mjs';
import { claim, number, table } from '../words.mjs';

/** As they are asked of the API, with their names in words. */
const MEASURES = {
  CKA_LINEAR: 'linear CKA',
  CKA_DEBIASED: 'debiased CKA',
  CKA_RBF: 'RBF CKA',
  CCA: 'CCA',
  SVCCA: 'SVCCA',
  PWCCA: 'PWCCA',
  PROCRUSTES: 'angular Procrustes, **lower** = more alike',
  RSA: 'RSA',
  MUTUAL_KNN: 'mutual 10 nearest neighbours',
  SOFT_MATCHING: 'soft matching',
  LEAST_SQUARES: 'least squares, R²',
};

/** Those that compare samples with samples: their baselines take minutes. */
const SAMPLE_BY_SAMPLE = ['CKA_RBF', 'RSA', 'MUTUAL_KNN'];

/** What the measures of whole layers say, which came after the paper. */
export async function wholeLayers(ask) {
  const layers = await overDepth(
    ask,
    Object.keys(MEASURES)
      .map((measure) => {
        const beside = SAMPLE_BY_SAMPLE.includes(measure) ? '' : '...chance';
        return `${measure}: similarity(by: ${measure}) { __typename ... on Similarity { value } ... on Unavailable { message } ${beside} }`;
      })
      .join('\n'),
    `fragment chance on SimilarityResult {
      ... on Similarity { baseline { __typename ... on SimilarityBaseline { mean } ... on Unavailable { message } } } }`,
  );
  const cells = (measure) =>
    layers.map(
      ({ [measure]: { value, baseline } }) => `${number(value)}${baseline ? ` (${number(baseline.mean)})` : ''}`,
    );
  const falls = Object.keys(MEASURES).filter((measure) => {
    const sign = measure === 'PROCRUSTES' ? -1 : 1;
    const [first, last] = [layers[0][measure].value, layers[layers.length - 1][measure].value];
    return sign * first > sign * last;
  });
  return `What followed the paper are measures of whole layers. Higher = more alike unless said otherwise; in brackets, the same with the
stimuli of one side shuffled (left out where samples are compared with samples, since that takes minutes).

${table(
  ['', ...layers.map(({ layer }) => layer)],
  Object.entries(MEASURES).map(([measure, name]) => [name, ...cells(measure)]),
)}

- ${claim(
    falls.length === Object.keys(MEASURES).length,
    'All of them call conv1 the most alike of the two ends, and conv5 the less, as matching does.',
  )} They agree neither on the size of the fall nor on the order between.
- ${claim(
    layers[0].CKA_LINEAR.baseline.mean > 0.15,
    'The baselines are not zero, because shuffled stimuli keep their positions: all digits are dark at the rim. A value without its baseline would take that for likeness of networks.',
  )}`;
}
