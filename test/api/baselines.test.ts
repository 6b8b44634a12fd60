import { SIMILARITY_MEASURES, type SimilarityMeasure } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

/** Fields of a comparison of two small layers, one sample a stimulus. */
const on = (fields: string, reduction = '{kind: MEAN}') => `{ compare(left: "layer:alexnet-1/conv1",
  right: "layer:alexnet-2/conv1", reduction: ${reduction}) { ... on LayerComparison { ${fields} } } }`;
const compare = async (fields: string, reduction?: string) => (await graph.data(on(fields, reduction))).compare;
const finished = (): number => graph.services.compute.computations.finished;

const ROTATED: readonly SimilarityMeasure[] = [
  'RSA',
  'SOFT_MATCHING',
  'LEAST_SQUARES',
  'ASSIGNMENT_MEAN',
  'GREEDY_MEAN',
];
const WITHOUT_INTERVAL: readonly SimilarityMeasure[] = ['CKA_DEBIASED', 'CKA_RBF', 'RSA', 'MUTUAL_KNN'];
const each = (field: string, measures: readonly SimilarityMeasure[] = SIMILARITY_MEASURES) =>
  measures
    .map((by) => `${by}: similarity(by: ${by}) { ... on Similarity { value range direction ${field} } }`)
    .join(' ');
const BASELINE = `{ __typename ... on SimilarityBaseline { kind repeats seed mean best5Percent pValue caveats }
  ... on Unavailable { message } }`;
const INTERVAL = `{ __typename ... on Interval { low high repeats seed share groups method caveats } ... on Unavailable { message } }`;

describe('baselines of similarities', () => {
  it('by shuffling: every measure has one, which real layers exceed', async () => {
    const found = await compare(each(`baseline(repeats: 4) ${BASELINE}`));
    for (const measure of SIMILARITY_MEASURES) {
      const { value, direction, baseline } = found[measure];
      expect(baseline, measure).toMatchObject({
        __typename: 'SimilarityBaseline',
        kind: 'PERMUTATION',
        repeats: 4,
        seed: 0,
      });
      const sign = direction === 'HIGHER_IS_MORE_ALIKE' ? 1 : -1;
      expect(sign * baseline.mean, measure).toBeLessThan(sign * value);
      expect(sign * baseline.best5Percent, measure).toBeGreaterThanOrEqual(sign * baseline.mean);
      expect(baseline.pValue, measure).toBeCloseTo(0.2, 12);
      expect(baseline.caveats.join(' ')).toMatch(/With 4 repeats the p-value is 0\.2 at the least/);
    }
  });

  it('by rotating: where it changes something, else a sentence that says so', async () => {
    const found = await compare(each(`baseline(kind: ROTATION, repeats: 3) ${BASELINE}`));
    for (const measure of SIMILARITY_MEASURES) {
      const { value, baseline } = found[measure];
      if (ROTATED.includes(measure)) {
        expect(baseline, measure).toMatchObject({ __typename: 'SimilarityBaseline', kind: 'ROTATION', repeats: 3 });
        expect(baseline.mean, measure).toBeLessThan(value);
      } else {
        expect(baseline.message).toMatch(
          new RegExp(`^${measure} is the same under every rotation of .* units: there is nothing to compare with`),
        );
      }
    }
  });

  it('are drawn once, the same for the same seed, and others for another', async () => {
    const ask = (seed: number) =>
      compare(each(`baseline(repeats: 9, seed: ${seed}) { ... on SimilarityBaseline { mean } }`, ['PWCCA']));
    const [first, other] = [await ask(0), await ask(1)];
    expect(other.PWCCA.baseline.mean).not.toBe(first.PWCCA.baseline.mean);
    const before = finished();
    expect(await ask(1)).toEqual(other);
    expect(finished()).toBe(before);
  });

  it('share a pass when they are asked for together, and one that is asked for alone draws the same', async () => {
    const measures: readonly SimilarityMeasure[] = ['CKA_LINEAR', 'PROCRUSTES', 'CKA_DEBIASED'];
    const fields = (some: readonly SimilarityMeasure[]) =>
      each('baseline(repeats: 5, seed: 7) { ... on SimilarityBaseline { mean } }', some);
    const alone = await compare(fields(['PROCRUSTES']));
    const together = await compare(fields(measures));
    expect(together.PROCRUSTES).toEqual(alone.PROCRUSTES);
  });

  it('state their price: before, and nothing after', async () => {
    const ask = (by: SimilarityMeasure, kind: string) =>
      compare(
        `similarity(by: ${by}) { ... on Similarity { baselineEstimate(kind: ${kind}, repeats: 11) { seconds flops cached } } }`,
      );
    for (const by of ['CCA', 'MUTUAL_KNN', 'SOFT_MATCHING'] as const) {
      const { baselineEstimate } = (await ask(by, 'PERMUTATION')).similarity;
      expect(baselineEstimate.cached).toBe(false);
      expect(baselineEstimate.seconds).toBeGreaterThan(0);
    }
    await compare(each('baseline(repeats: 11) { __typename }', ['CCA']));
    const { baselineEstimate } = (await ask('CCA', 'PERMUTATION')).similarity;
    expect(baselineEstimate).toEqual({ seconds: 0, flops: 0, cached: true });
    expect((await ask('CCA', 'ROTATION')).similarity.baselineEstimate).toBeNull();
  });

  it('of some positions of each stimulus are drawn too', async () => {
    const { RSA } = await compare(
      each('baseline(repeats: 1) { ... on SimilarityBaseline { mean } }', ['RSA']),
      '{kind: SAMPLED, positions: 2}',
    );
    expect(Math.abs(RSA.baseline.mean)).toBeLessThan(RSA.value / 2);
  });

  it('answer with their computation when nobody waits', async () => {
    const ask = on(each('baseline(repeats: 1, seed: 99) { __typename ... on Computation { title kind } }', ['RSA']));
    const { baseline } = (await graph.data(ask, {}, 0)).compare.RSA;
    expect(baseline).toMatchObject({ __typename: 'Computation', kind: 'sampleBaseline' });
    expect(baseline.title).toMatch(/^Compare conv1 of alexnet-1 with conv1 of alexnet-2 by RSA, permutation baseline$/);
    expect((await graph.data(ask)).compare.RSA.baseline.__typename).toBe('SimilarityBaseline');
  });
});

describe('baselines of matchings', () => {
  it.each(['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'])('by shuffling: %s', async (by) => {
    const { matching } = await compare(`matching(by: ${by}) { ... on Matching { mean
      baseline(repeats: 9) { ... on Baseline { mean percentile95 pValue caveats band(points: 3) { rank mean } } }
      matches(first: 1) { nodes { value baseline(repeats: 9) { ... on MatchBaseline { mean percentile95 pValue caveats } } } } } }`);
    const { mean, baseline, matches } = matching;
    expect(baseline.mean).toBeLessThan(mean / 2);
    expect(baseline.pValue).toBeCloseTo(0.1, 12);
    expect(baseline.band).toHaveLength(3);
    const [best] = matches.nodes;
    expect(best.baseline.percentile95).toBeLessThan(best.value);
    expect(best.baseline.pValue).toBeCloseTo(0.1, 12);
    expect(best.baseline.caveats).toEqual(baseline.caveats);
  });

  it('by rotating: correlations have one, mutual information says why not', async () => {
    const { pearson, information } = await compare(`
      pearson: matching { ... on Matching { mean baseline(kind: ROTATION) { ... on Baseline { mean caveats } } } }
      information: matching(by: MUTUAL_INFORMATION) { ... on Matching {
        baselineEstimate(kind: ROTATION) { seconds }
        baseline(kind: ROTATION) { ... on Unavailable { message } }
        matches(first: 1) { nodes { baseline(kind: ROTATION) { ... on Unavailable { message } } } } } }`);
    expect(pearson.baseline.mean).toBeLessThan(pearson.mean);
    expect(pearson.baseline.caveats).toEqual([]);
    for (const { message } of [information.baseline, information.matches.nodes[0].baseline]) {
      expect(message).toMatch(/bins of MUTUAL_INFORMATION .* Ask for the PERMUTATION baseline/);
    }
    expect(information.baselineEstimate).toBeNull();
  });

  it('cost the more the more often stimuli are shuffled, and nothing once they are there', async () => {
    const ask = (repeats: number) =>
      `of${repeats}: matching(by: MUTUAL_INFORMATION) { ... on Matching { baselineEstimate(repeats: ${repeats}, seed: 5) { flops seconds cached } } }`;
    const { of4, of40 } = await compare(`${ask(4)} ${ask(40)}`);
    expect(of4.baselineEstimate).toMatchObject({ cached: false });
    expect(of4.baselineEstimate.seconds).toBeGreaterThan(0);
    expect(of40.baselineEstimate.flops / of4.baselineEstimate.flops).toBeCloseTo(10, 0);
    await compare(
      'matching(by: MUTUAL_INFORMATION) { ... on Matching { baseline(repeats: 4, seed: 5) { __typename } } }',
    );
    expect((await compare(ask(4))).of4.baselineEstimate).toEqual({ flops: 0, seconds: 0, cached: true });
  });
});

describe('intervals', () => {
  it('of matchings: around the mean, the larger the share the wider, from the same draws', async () => {
    const ask = (share: number) =>
      compare(`matching { ... on Matching { mean interval(share: ${share}) ${INTERVAL} } }`);
    const wide = (await ask(0.95)).matching;
    expect(wide.interval).toMatchObject({ repeats: 200, seed: 0, share: 0.95, groups: 64 });
    expect(wide.interval.method).toMatch(/bootstrap/);
    expect(wide.interval.low).toBeLessThan(wide.mean);
    expect(wide.interval.high).toBeGreaterThan(wide.interval.low);
    expect(wide.interval.caveats.join(' ')).toMatch(/1797 stimuli were drawn in 64 groups/);
    const before = finished();
    const narrow = (await ask(0.5)).matching;
    expect(finished()).toBe(before);
    expect(narrow.interval.low).toBeGreaterThan(wide.interval.low);
    expect(narrow.interval.high).toBeLessThan(wide.interval.high);
  });

  it('of every rule; by ranks, which are held fixed; and not by mutual information', async () => {
    const rules = ['GREEDY', 'ASSIGNMENT', 'MUTUAL'];
    const found = await compare(`
      ${rules.map((rule) => `${rule}: matching(rule: ${rule}, by: SPEARMAN) { ... on Matching { mean interval(repeats: 50) ${INTERVAL} } }`).join(' ')}
      information: matching(by: MUTUAL_INFORMATION) { ... on Matching { interval ${INTERVAL} } }`);
    for (const rule of rules) {
      const { mean, interval } = found[rule];
      expect(Math.abs((interval.low + interval.high) / 2 - mean), rule).toBeLessThan(0.05);
      expect(interval.caveats.at(-1)).toMatch(/ranks .* held fixed/);
    }
    expect(found.information.interval.message).toMatch(/MUTUAL_INFORMATION has no interval.*PEARSON or SPEARMAN/);
  });

  it('of similarities that follow from sums over stimuli; the others say why not', async () => {
    const found = await compare(each(`interval(repeats: 60) ${INTERVAL}`));
    for (const measure of SIMILARITY_MEASURES) {
      const { value, range, interval } = found[measure];
      if (WITHOUT_INTERVAL.includes(measure)) {
        expect(interval.message).toMatch(new RegExp(`^${measure} has no interval: .* Ask for that of CKA_LINEAR`));
        continue;
      }
      expect(interval.low, measure).toBeGreaterThanOrEqual(range[0]);
      expect(interval.high, measure).toBeLessThanOrEqual(range[1]);
      expect(interval.high, measure).toBeGreaterThan(interval.low);
      expect(Math.abs((interval.low + interval.high) / 2 - value), measure).toBeLessThan(0.05);
      const outside = value < interval.low || value > interval.high;
      expect(/lies outside/.test(interval.caveats.at(-1)), measure).toBe(outside);
    }
    expect(found.ASSIGNMENT_MEAN.interval).toEqual(
      (await compare(`matching { ... on Matching { interval(repeats: 60) ${INTERVAL} } }`)).matching.interval,
    );
  });
});

describe('caveats', () => {
  it('of a fit say where what was fitted carries the score past its interval', async () => {
    const { similarity } = (
      await graph.data(`{ compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", reduction: {kind: MEAN}) {
        ... on LayerComparison { similarity(by: CCA) { ... on Similarity { value interval(repeats: 60) ${INTERVAL} } } } } }`)
    ).compare;
    expect(similarity.interval.high).toBeLessThan(similarity.value);
    expect(similarity.interval.caveats.at(-1)).toMatch(/lies outside.*fitted/);
  });

  it('of matchings and intervals say that positions of one image are correlated', async () => {
    const { matching, similarity } = await compare(
      `matching { ... on Matching { caveats interval(repeats: 50) ${INTERVAL} } }
      similarity(by: CKA_LINEAR) { ... on Similarity { caveats interval(repeats: 50) ${INTERVAL} } }`,
      '{kind: SAMPLED, positions: 2}',
    );
    for (const { caveats, interval } of [matching, similarity]) {
      expect(caveats.join(' ')).toMatch(/2 positions of each of 1797 stimuli/);
      expect(interval.caveats).toEqual(expect.arrayContaining(caveats));
    }
  });

  it('are none where there is nothing to bear in mind', async () => {
    expect((await compare('matching { ... on Matching { caveats } }')).matching.caveats).toEqual([]);
  });
});

describe('arguments that cannot be', () => {
  const matching = (field: string) => on(`matching { ... on Matching { ${field} { __typename } } }`);
  const similarity = (field: string) =>
    on(`similarity(by: CKA_LINEAR) { ... on Similarity { ${field} { __typename } } }`);

  it.each([
    ['baseline(repeats: 0)', /repeats: 0 is out of range: ask for 1 to 999/],
    ['baseline(repeats: 1000)', /repeats: 1000 is out of range/],
    ['baseline(seed: -1)', /seed: -1 is below 0/],
    ['baselineEstimate(repeats: -5)', /repeats: -5 is out of range/],
    ['interval(repeats: 0)', /repeats: 0 is out of range/],
    ['interval(repeats: 100000)', /repeats: 100000 is out of range/],
    ['interval(seed: -3)', /seed: -3 is below 0/],
    ['interval(share: 0)', /share: 0 is out of range/],
    ['interval(share: 1)', /share: 1 is out of range/],
    ['interval(share: -0.5)', /share: -0\.5 is out of range/],
    [
      'interval(repeats: 38)',
      /share: 0\.95 cannot be told from 38 repeats: ask for 39 repeats, or for a share of 0\.948/,
    ],
    ['interval(share: 0.9999)', /share: 0\.9999 cannot be told from 200 repeats: ask for a share of 0\.99 at most/],
  ])('%s', async (field, message) => {
    expect(await graph.error(matching(field))).toMatch(message);
    expect(await graph.error(similarity(field))).toMatch(message);
  });

  it('are told by the schema where they are of another kind', async () => {
    for (const field of ['baseline(kind: SHUFFLE)', 'baseline(repeats: 1.5)', 'interval(share: "half")']) {
      const { errors } = await graph.execute(similarity(field));
      expect(errors?.length, field).toBeGreaterThan(0);
    }
  });

  it('39 repeats are enough for 0.95', async () => {
    const { interval } = (await compare(`matching { ... on Matching { interval(repeats: 39) ${INTERVAL} } }`)).matching;
    expect(interval.repeats).toBe(39);
  });
});
