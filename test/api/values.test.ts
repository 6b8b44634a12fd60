import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

/** One sample a stimulus: small, so that the tests are fast. */
const MEAN = 'reduction: {kind: MEAN}';

describe('accuracy', () => {
  it('measured here is what the card states', async () => {
    const { networks } = await graph.data(
      '{ networks { nodes { statedAccuracy accuracy { ... on Accuracy { heldOut heldOutCount overall count } } } } }',
    );
    for (const { statedAccuracy, accuracy } of networks.nodes) {
      expect(accuracy).toMatchObject({ heldOutCount: 540, count: 1797 });
      expect(accuracy.heldOut).toBeCloseTo(statedAccuracy, 5);
      expect(accuracy.overall).toBeGreaterThanOrEqual(accuracy.heldOut);
    }
  });
});

describe('a comparison', () => {
  it('is consistent in itself: rules, ranks, curve, agreement', async () => {
    const { compare } =
      await graph.data(`{ compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", ${MEAN}) {
      ... on LayerComparison { id samples
        greedy: matching(rule: GREEDY) { ...whole } assignment: matching(rule: ASSIGNMENT) { ...whole } mutual: matching(rule: MUTUAL) { ...whole }
        matrix(order: MATCHED) { ... on Matrix { rows columns rowOrder columnOrder minimum maximum } } } } }
      fragment whole on Matching { mean matchedCount deadLeft deadRight agreement curve { rank value source { index } target { index } }
        matches(first: 100) { totalCount nodes { rank value mutual source { index } target { index } } } }`);
    expect(compare.samples).toBe(1797);
    for (const rule of ['greedy', 'assignment', 'mutual']) {
      const { curve, matches, mean, matchedCount } = compare[rule];
      expect(matches.totalCount).toBe(matchedCount);
      expect(curve).toHaveLength(matchedCount);
      const values = curve.map(({ value }: { value: number }) => value);
      expect(values).toEqual([...values].sort((a, b) => b - a));
      expect(mean).toBeCloseTo(values.reduce((sum: number, value: number) => sum + value, 0) / matchedCount, 12);
      expect(matches.nodes.map(({ rank }: { rank: number }) => rank)).toEqual(
        values.map((_: number, place: number) => place + 1),
      );
    }
    // A partner of one's own cannot be better than the best.
    expect(compare.greedy.mean).toBeGreaterThanOrEqual(compare.assignment.mean);
    const partners = compare.assignment.matches.nodes.map(({ target }: { target: { index: number } }) => target.index);
    expect(new Set(partners).size).toBe(partners.length);
    for (const { mutual } of compare.mutual.matches.nodes) expect(mutual).toBe(true);
    const { rows, columns, rowOrder, columnOrder, minimum, maximum } = compare.matrix;
    expect([rows, columns, new Set(rowOrder).size, new Set(columnOrder).size]).toEqual([64, 64, 64, 64]);
    expect(minimum).toBeGreaterThanOrEqual(-1);
    expect(maximum).toBeLessThanOrEqual(1);
    expect(columnOrder[0]).toBe(compare.assignment.matches.nodes[0].target.index);
  });

  it('says the same to a unit as to its layer', async () => {
    const { compare, node } = await graph.data(`{
      compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", ${MEAN}) { ... on LayerComparison {
        matching(rule: GREEDY) { ... on Matching { matches(first: 100) { nodes { value mutual source { id } target { id } } } } } } }
      node(id: "layer:alexnet-1/conv2") { ... on Layer { units(first: 100) { nodes { id
        correlates(in: "layer:alexnet-2/conv2", first: 1, ${MEAN}) { ... on Correlates { matches { value rank mutual target { id } } } }
        match(in: "layer:alexnet-2/conv2", rule: GREEDY, ${MEAN}) { __typename ... on Match { value target { id } } } } } } } }`);
    const matches = new Map(
      compare.matching.matches.nodes.map((match: { source: { id: string } }) => [match.source.id, match]),
    );
    for (const { id, correlates, match } of node.units.nodes) {
      const expected = matches.get(id) as { value: number; mutual: boolean; target: { id: string } } | undefined;
      const [best] = correlates.matches;
      expect(best?.target.id).toBe(expected?.target.id);
      expect(best?.mutual).toBe(expected?.mutual);
      expect(match.__typename).toBe(expected === undefined ? 'Unmatched' : 'Match');
      if (expected !== undefined) expect(match.value).toBe(best.value);
    }
  });

  it('seen from the other side is its transpose, and costs nothing more', async () => {
    const ask = (of: string, within: string) => `{ node(id: "layer:${of}") { ... on Layer { units(first: 5) { nodes {
      correlates(in: "layer:${within}", first: 64, ${MEAN}) { ... on Correlates { matches { value target { index } } } } } } } } }`;
    const there = await graph.data(ask('alexnet-1/conv2', 'alexnet-2/conv2'));
    const before = graph.services.compute.computations.finished;
    const back = await graph.data(ask('alexnet-2/conv2', 'alexnet-1/conv2'));
    expect(graph.services.compute.computations.finished).toBe(before);
    type Row = { correlates: { matches: { value: number; target: { index: number } }[] } };
    const valueAt = (answer: { node: { units: { nodes: Row[] } } }, unit: number, other: number) =>
      answer.node.units.nodes[unit]?.correlates.matches.find(({ target }) => target.index === other)?.value;
    for (let unit = 0; unit < 5; unit++) {
      for (let other = 0; other < 5; other++) expect(valueAt(back, other, unit)).toBe(valueAt(there, unit, other));
    }
  });

  it('of a layer with itself never matches a unit with itself among its correlates', async () => {
    const { node } =
      await graph.data(`{ node(id: "layer:alexnet-1/conv2") { ... on Layer { units(first: 64) { nodes { id
      correlates(in: "layer:alexnet-1/conv2", first: 3, ${MEAN}) { ... on Correlates { matches { target { id } } } } } } } } }`);
    for (const { id, correlates } of node.units.nodes) {
      expect(correlates.matches.map(({ target }: { target: { id: string } }) => target.id)).not.toContain(id);
    }
  });

  it('has a baseline that chance draws below the matches', async () => {
    const { compare } =
      await graph.data(`{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1", ${MEAN}) {
      ... on LayerComparison { matching { ... on Matching { mean
        permutation: baseline(repeats: 9) { ... on Baseline { repeats mean percentile95 pValue band(points: 5) { rank low mean high } } }
        matches(first: 1) { nodes { baseline(repeats: 9) { ... on MatchBaseline { mean pValue } } } } } } } } }`);
    const { mean, permutation, matches } = compare.matching;
    expect(permutation.mean).toBeLessThan(mean);
    expect(permutation.pValue).toBeCloseTo(1 / 10, 12);
    expect(permutation.band).toHaveLength(5);
    for (const { low, mean: middle, high } of permutation.band) {
      expect(low).toBeLessThanOrEqual(middle);
      expect(middle).toBeLessThanOrEqual(high);
    }
    expect(matches.nodes[0].baseline.pValue).toBeGreaterThanOrEqual(1 / 10);
  });

  it('of layers with other positions says why, and MEAN is the way out', async () => {
    const { bad, good } = await graph.data(`{
      bad: compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5") { ... on Incomparable { reason message left { name } right { name } } }
      good: compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5", ${MEAN}) { __typename } }`);
    expect(bad.reason).toBe('POSITIONS');
    expect(bad.message).toMatch(
      /conv1 of alexnet-1 \(8 x 8 positions\) and conv5 of alexnet-1 \(4 x 4 positions\).*MEAN or MAX/,
    );
    expect(good.__typename).toBe('LayerComparison');
  });

  it('can say its price, which is nothing once it is there', async () => {
    const estimate = `{ compare(left: "layer:alexnet-3/conv2", right: "layer:alexnet-4/conv2", ${MEAN}) { ... on LayerComparison { estimate { flops bytes seconds cached } } } }`;
    const before = (await graph.data(estimate)).compare.estimate;
    expect(before.cached).toBe(false);
    expect(before.flops).toBeGreaterThan(0);
    await graph.data(
      `{ compare(left: "layer:alexnet-3/conv2", right: "layer:alexnet-4/conv2", ${MEAN}) { ... on LayerComparison { matching { __typename } } } }`,
    );
    expect((await graph.data(estimate)).compare.estimate).toEqual({ flops: 0, bytes: 0, seconds: 0, cached: true });
  });
});

describe('units', () => {
  it('have statistics that agree with their histogram, and top stimuli with their maximum', async () => {
    const { node } = await graph.data(`{ node(id: "layer:alexnet-1/conv3") { ... on Layer { units(first: 12) { nodes {
      statistics { ... on UnitStatistics { condition samples mean deviation minimum maximum zeroShare histogram { edges counts } } }
      topStimuli(first: 3) { ... on TopStimuli { activations { rank value position crop receptiveField { top left bottom right } } } } } } } } }`);
    for (const { statistics, topStimuli } of node.units.nodes) {
      const { counts, edges } = statistics.histogram;
      expect(counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(statistics.samples);
      expect(edges).toHaveLength(counts.length + 1);
      expect([edges[0], edges.at(-1)]).toEqual([statistics.minimum, statistics.maximum]);
      expect(topStimuli.activations[0].value).toBeCloseTo(statistics.maximum, 6);
      for (const { position, receptiveField } of topStimuli.activations) {
        expect(position).toHaveLength(2);
        expect(receptiveField.bottom - receptiveField.top).toBe(10);
      }
    }
  });

  it('give the same sample of activations for the same seed', async () => {
    const ask = (seed: number) => `{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
      activations(with: "unit:alexnet-2/conv2/5", limit: 50, seed: ${seed}, ${MEAN}) { ... on ActivationSample { total seed points { x y stimulus { index } position } } } } } }`;
    const [one, again, other] = [await graph.data(ask(1)), await graph.data(ask(1)), await graph.data(ask(2))];
    expect(one.node.activations.points).toHaveLength(50);
    expect(one).toEqual(again);
    expect(one).not.toEqual(other);
    expect(one.node.activations.total).toBe(1797);
    expect(one.node.activations.points[0].position).toEqual([]);
  });

  it('rank by best match, with the partner beside the score', async () => {
    const { node } = await graph.data(`{ node(id: "layer:alexnet-1/conv2") { ... on Layer {
      ranking(by: BEST_MATCH, in: "layer:alexnet-2/conv2", first: 64, ${MEAN}) { ... on Ranking { totalCount entries { rank score match { value } unit { index } } } }
      dead: ranking(by: INDEX, condition: DEAD, ${MEAN}) { ... on Ranking { totalCount } }
      summary(${MEAN}) { ... on LayerSummary { live dead constant } } } } }`);
    const scores = node.ranking.entries.map(({ score }: { score: number | null }) => score ?? -2);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const { score, match } of node.ranking.entries) expect(match?.value ?? null).toBe(score);
    expect(node.dead.totalCount).toBe(node.summary.dead);
    expect(node.summary.live + node.summary.dead + node.summary.constant).toBe(64);
  });

  it('cannot be ranked by best match without a place to look in', async () => {
    expect(
      await graph.error(
        '{ node(id: "layer:alexnet-1/conv2") { ... on Layer { ranking(by: BEST_MATCH) { __typename } } } }',
      ),
    ).toMatch(/needs `in`/);
  });
});

describe('a dead unit', () => {
  it('has no partner, is in no matching, and is counted', async () => {
    const { node } = await graph.data(`{ node(id: "layer:alexnet-1/conv3") { ... on Layer {
      summary { ... on LayerSummary { live dead } }
      ranking(by: INDEX, condition: DEAD, first: 1) { ... on Ranking { entries { unit {
        id statistics { ... on UnitStatistics { condition maximum zeroShare } }
        correlates(in: "layer:alexnet-2/conv3") { ... on Correlates { matches { value } } }
        match(in: "layer:alexnet-2/conv3") { __typename ... on Unmatched { message } } } } } }
      compare(with: "layer:alexnet-2/conv3") { ... on LayerComparison { matching { ... on Matching { deadLeft matchedCount } } } } } } }`);
    expect(node.summary.dead).toBeGreaterThan(0);
    const { unit } = node.ranking.entries[0];
    expect(unit.statistics).toEqual({ condition: 'DEAD', maximum: 0, zeroShare: 1 });
    expect(unit.correlates.matches).toEqual([]);
    expect(unit.match).toEqual({
      __typename: 'Unmatched',
      message: `${unit.id} is zero on every sample, so nothing correlates with it.`,
    });
    expect(node.compare.matching).toEqual({ deadLeft: node.summary.dead, matchedCount: node.summary.live });
  });
});

describe('convergence', () => {
  it('pairs every two networks over the layers that all have', async () => {
    const { convergence } =
      await graph.data(`{ convergence(networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"], kinds: [CONVOLUTION]) {
      layers pairs { left { slug } right { slug } points { layer depth comparison { __typename } } } } }`);
    expect(convergence.layers).toEqual(['conv1', 'conv2', 'conv3', 'conv4', 'conv5']);
    expect(convergence.pairs).toHaveLength(3);
  });

  it('wants two networks at least, each once', async () => {
    expect(await graph.error('{ convergence(networks: ["network:alexnet-1"]) { layers } }')).toBe(
      'networks: 1 are named. Name 2 to 20.',
    );
    expect(
      await graph.error('{ convergence(networks: ["network:alexnet-1", "network:alexnet-1"]) { layers } }'),
    ).toMatch(/named twice/);
  });
});

describe('reductions', () => {
  it.each([
    ['{kind: SAMPLED}', /SAMPLED needs positions/],
    ['{kind: SAMPLED, positions: 0}', /SAMPLED needs positions/],
    ['{kind: MEAN, positions: 3}', /MEAN takes neither/],
    ['{kind: SAMPLED, positions: 2, seed: -1}', /seed -1 is below 0/],
  ])('that make no sense are refused: %s', async (reduction, message) => {
    expect(
      await graph.error(
        `{ node(id: "layer:alexnet-1/conv1") { ... on Layer { summary(reduction: ${reduction}) { __typename } } } }`,
      ),
    ).toMatch(message);
  });

  it('of more positions than there are are unavailable', async () => {
    const { node } = await graph.data(
      '{ node(id: "layer:alexnet-1/conv5") { ... on Layer { summary(reduction: {kind: SAMPLED, positions: 17}) { ... on Unavailable { message } } } } }',
    );
    expect(node.summary.message).toMatch(/SAMPLED takes 17 positions, and conv5 of alexnet-1 has 4 x 4/);
  });
});
