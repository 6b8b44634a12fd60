import {
  averageRanks,
  binEdgesOf,
  correlationOfLists,
  type Derivation,
  MemoryStore,
  mutualInformationOf,
  openBackend,
  type SharedInformation,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const MEAN = 'reduction: {kind: MEAN}';
const MEASURES = ['PEARSON', 'SPEARMAN', 'MUTUAL_INFORMATION'] as const;
type Partner = { value: number; measure: string; target: { id: string; index: number } };

/** Best partners of one unit of alexnet-1/conv2 in alexnet-2/conv2. */
async function correlates(by: string, count = 3): Promise<Partner[]> {
  const { node } = await graph.data(`{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
    correlates(in: "layer:alexnet-2/conv2", by: ${by}, first: ${count}, ${MEAN}) { ... on Correlates { matches {
      value measure target { id index } } } } } } }`);
  return node.correlates.matches;
}

/** All samples of that unit and another one: 1797 at one sample a stimulus. */
async function samplesWith(other: string): Promise<{ x: Float64Array; y: Float64Array }> {
  const { node } = await graph.data(`{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
    activations(with: "${other}", limit: 2000, ${MEAN}) { ... on ActivationSample { total points { x y } } } } } }`);
  const { points, total } = node.activations;
  expect(points).toHaveLength(total);
  return {
    x: Float64Array.from(points, ({ x }: { x: number }) => x),
    y: Float64Array.from(points, ({ y }: { y: number }) => y),
  };
}

describe('every measure of units', () => {
  it('SPEARMAN is the correlation of the ranks', async () => {
    for (const { value, measure, target } of await correlates('SPEARMAN')) {
      const { x, y } = await samplesWith(target.id);
      expect(measure).toBe('SPEARMAN');
      expect(value).toBeCloseTo(correlationOfLists(averageRanks(x), averageRanks(y)), 5);
    }
  });

  it('MUTUAL_INFORMATION is that of the samples, less its bias', async () => {
    const backend = await openBackend('onnxruntime');
    const store = new MemoryStore();
    const nothing = async (): Promise<void> => {};
    for (const { value, target } of await correlates('MUTUAL_INFORMATION')) {
      const { x, y } = await samplesWith(target.id);
      const [left, right] = await Promise.all(
        [x, y].map(async (values, side) => {
          const made = { units: 1, title: `side ${side}`, key: `side ${side} of ${target.id}` };
          const recording = await writeRecording(Float32Array.from(values), made, store);
          return { recording, edges: await binEdgesOf(recording, store, nothing) };
        }),
      );
      const information = await mutualInformationOf(left!, right!, false, { store, backend }, nothing);
      expect(value).toBeCloseTo(information.corrected[0]!, 9);
    }
    await backend.dispose();
  });

  it.each(MEASURES)('%s of a layer against itself is highest between different units, off the diagonal', async (by) => {
    const { own, other } = await graph.data(`{
      own: compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-1/conv2", ${MEAN}) { ...highest }
      other: compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", ${MEAN}) { ...highest } }
      fragment highest on LayerComparison { matrix(by: ${by}) { ... on Matrix { digest rows columns maximum maximumBetweenUnits } } }`);
    expect(other.matrix.maximumBetweenUnits).toBe(other.matrix.maximum);
    const { digest, rows, columns, maximum, maximumBetweenUnits } = own.matrix;
    const kept = await graph.services.compute.find({
      kind: 'correlation',
      key: digest,
    } as Derivation<SharedInformation>);
    let highest = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        if (row !== column) highest = Math.max(highest, kept!.values[row * columns + column]!);
    expect(maximumBetweenUnits).toBe(highest);
    expect(maximumBetweenUnits).toBeLessThan(maximum);
  });

  it.each(MEASURES)('%s says the same in matching, matrix, correlates and match', async (by) => {
    const { compare, node } = await graph.data(`{
      compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", ${MEAN}) { ... on LayerComparison {
        greedy: matching(rule: GREEDY, by: ${by}) { ... on Matching { measure mean matches(first: 100) { nodes { ...edge } } } }
        assignment: matching(by: ${by}) { ... on Matching { measure mean } }
        matrix(by: ${by}, order: BY_BEST) { ... on Matrix { rows columns digest minimum maximum rowOrder } } } }
      node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
        correlates(in: "layer:alexnet-2/conv2", first: 1, by: ${by}, ${MEAN}) { ... on Correlates { matches { ...edge } } }
        match(in: "layer:alexnet-2/conv2", rule: GREEDY, by: ${by}, ${MEAN}) { ...edge } } } }
      fragment edge on Match { value measure source { index } target { index } }`);
    const { greedy, assignment, matrix } = compare;
    expect([greedy.measure, assignment.measure]).toEqual([by, by]);
    expect(greedy.mean).toBeGreaterThanOrEqual(assignment.mean);
    const first = greedy.matches.nodes[0];
    expect(first.value).toBe(matrix.maximum);
    expect(matrix.rowOrder[0]).toBe(first.source.index);
    const own = greedy.matches.nodes.find(({ source }: { source: { index: number } }) => source.index === 3);
    expect(node.match).toEqual(own);
    expect(node.correlates.matches[0]).toEqual(own);
    expect(own.measure).toBe(by);
    const kept = await graph.services.compute.find({
      kind: 'correlation',
      key: matrix.digest,
    } as Derivation<SharedInformation>);
    expect(kept?.values[3 * matrix.columns + own.target.index]).toBe(own.value);
    if (by === 'MUTUAL_INFORMATION') {
      const { raw, values } = kept!;
      raw.forEach((value, index) => {
        if (Number.isNaN(value)) return;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeGreaterThanOrEqual(values[index]!);
      });
    } else {
      expect(matrix.minimum).toBeGreaterThanOrEqual(-1);
      expect(matrix.maximum).toBeLessThanOrEqual(1);
    }
  });

  it.each(MEASURES)('%s from the other side is the transpose, and costs nothing more', async (by) => {
    const ask = (unit: string, within: string) => `{ node(id: "unit:${unit}") { ... on Unit {
      correlates(in: "layer:${within}", by: ${by}, first: 64, ${MEAN}) { ... on Correlates { matches { value source { id } target { id } } } } } } }`;
    const there = (await graph.data(ask('alexnet-1/conv2/3', 'alexnet-2/conv2'))).node.correlates.matches[0];
    const before = graph.services.compute.computations.finished;
    const { node } = await graph.data(ask(there.target.id.replace('unit:', ''), 'alexnet-1/conv2'));
    expect(graph.services.compute.computations.finished).toBe(before);
    const back = node.correlates.matches.find(({ target }: Partner) => target.id === there.source.id);
    expect(back.value).toBe(there.value);
  });

  const PAIR = `fragment pair on UnitMatchResult { __typename
    ... on Match { value rank mutual measure source { id } target { id } information { raw bias sourceEntropy targetEntropy } }
    ... on Unmatched { message } }`;

  it.each(MEASURES)('%s of any two units is what correlates says of them, at the same place', async (by) => {
    const { node: listed } = await graph.data(`{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
      correlates(in: "layer:alexnet-2/conv2", by: ${by}, first: 64, ${MEAN}) { ... on Correlates { matches {
        value rank mutual target { id } } } } } } }`);
    const partners = listed.correlates.matches;
    for (const place of [0, 1, 17, partners.length - 1]) {
      const partner = partners[place];
      const { node, other } = await graph.data(
        `query ($left: ID!, $right: ID!) {
          node(id: $left) { ... on Unit { pair(with: $right, by: ${by}, ${MEAN}) { ...pair } } }
          other: node(id: $right) { ... on Unit { pair(with: $left, by: ${by}, ${MEAN}) { ...pair } } } } ${PAIR}`,
        { left: 'unit:alexnet-1/conv2/3', right: partner.target.id },
      );
      expect(node.pair).toMatchObject({ ...partner, measure: by, source: { id: 'unit:alexnet-1/conv2/3' } });
      expect(other.pair).toMatchObject({ value: partner.value, mutual: partner.mutual, source: partner.target });
      const [here, there] = [node.pair.information, other.pair.information];
      if (by !== 'MUTUAL_INFORMATION') {
        expect([here, there]).toEqual([null, null]);
        continue;
      }
      expect(here.raw - here.bias).toBeCloseTo(partner.value, 12);
      expect(here.raw).toBeLessThanOrEqual(Math.min(here.sourceEntropy, here.targetEntropy) + 1e-9);
      // Nine bins of mass and one of silence at the most, on 1797 samples.
      const occupied = here.bias * 2 * 1797;
      expect(occupied).toBeCloseTo(Math.round(occupied), 6);
      expect(Math.round(occupied)).toBeGreaterThanOrEqual(1);
      expect(Math.round(occupied)).toBeLessThanOrEqual(81);
      expect(there.raw).toBe(here.raw);
      expect([there.sourceEntropy, there.targetEntropy]).toEqual([here.targetEntropy, here.sourceEntropy]);
    }
  });

  it('a unit is no partner of its own, and one that does not vary has none', async () => {
    const ask = (left: string, right: string) =>
      `{ node(id: "unit:${left}") { ... on Unit { pair(with: "unit:${right}", ${MEAN}) { ...pair } } } } ${PAIR}`;
    expect(await graph.error(ask('alexnet-1/conv2/3', 'alexnet-1/conv2/3'))).toMatch(/is the unit itself/);
    const { node } = await graph.data(`{ node(id: "unit:alexnet-1/conv2/3") { ... on Unit {
      correlates(in: "layer:alexnet-1/conv2", first: 1, ${MEAN}) { ... on Correlates { matches { value target { id } } } } } } }`);
    const [best] = node.correlates.matches;
    const own = await graph.data(ask('alexnet-1/conv2/3', best.target.id.replace('unit:', '')));
    expect(own.node.pair).toMatchObject({ rank: 1, value: best.value });
    const { network } =
      await graph.data(`{ network(slug: "alexnet-1") { layers(first: 20) { nodes { name units(first: 200) { nodes { index
      statistics(${MEAN}) { ... on UnitStatistics { condition } } } } } } } }`);
    const still = network.layers.nodes.flatMap(
      ({ name, units }: { name: string; units: { nodes: { index: number; statistics: { condition: string } }[] } }) =>
        units.nodes.flatMap(({ index, statistics }) =>
          statistics.condition === 'LIVE' ? [] : [{ id: `alexnet-1/${name}/${index}`, name, index }],
        ),
    );
    expect(still.length).toBeGreaterThan(0);
    const [{ id, name, index }] = still;
    const refused = await graph.data(ask(`alexnet-1/${name}/${index === 0 ? 1 : 0}`, id));
    expect(refused.node.pair.__typename).toBe('Unmatched');
    expect(refused.node.pair.message).toMatch(/does not vary/);
  });

  it('cannot be asked of layers whose samples do not pair up', async () => {
    const { compare } = await graph.data(`{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5") {
      ... on LayerComparison { matching(by: SPEARMAN) { __typename } } ... on Incomparable { reason } } }`);
    expect(compare.reason).toBe('POSITIONS');
  });
});
