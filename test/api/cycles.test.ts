import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const ids = (...numbers: number[]): string => JSON.stringify(numbers.map((number) => `network:alexnet-${number}`));
const WALKS = `totalCount nodes { unit { id index } returned weakest values path { id index layer { name network { slug } } } }`;

interface Walk {
  readonly unit: { readonly id: string; readonly index: number };
  readonly returned: boolean;
  readonly weakest: number | null;
  readonly values: number[];
  readonly path: { id: string; index: number; layer: { name: string; network: { slug: string } } }[];
}

describe('cycles', () => {
  it.each(['GREEDY', 'ASSIGNMENT'])('by %s follow the matchings of the pairs', async (rule) => {
    const { cycles } =
      await graph.data(`{ cycles(networks: ${ids(1, 2, 3)}, layer: "conv1", rule: ${rule}) { ... on Cycles {
      layer rule measure live dead returned lost share chance networks { slug } walks(first: 100) { ${WALKS} } } } }`);
    expect(cycles).toMatchObject({ layer: 'conv1', rule, measure: 'PEARSON' });
    expect(cycles.networks.map(({ slug }: { slug: string }) => slug)).toEqual(['alexnet-1', 'alexnet-2', 'alexnet-3']);
    const partners = new Map<string, { id: string; value: number }>();
    for (const [left, right] of [
      [1, 2],
      [2, 3],
      [3, 1],
    ]) {
      const { compare } =
        await graph.data(`{ compare(left: "layer:alexnet-${left}/conv1", right: "layer:alexnet-${right}/conv1") {
        ... on LayerComparison { matching(rule: ${rule}) { ... on Matching { matches(first: 100) { nodes { value source { id } target { id } } } } } } } }`);
      for (const { value, source, target } of compare.matching.matches.nodes)
        partners.set(`${source.id} in ${right}`, { id: target.id, value });
    }
    let home = 0;
    for (const { unit, path, values, returned, weakest } of cycles.walks.nodes as Walk[]) {
      let at = unit.id;
      for (const [leg, network] of [2, 3, 1].entries()) {
        const partner = partners.get(`${at} in ${network}`)!;
        expect(path[leg]!.id).toBe(partner.id);
        expect(values[leg]).toBe(partner.value);
        at = partner.id;
      }
      expect(returned).toBe(at === unit.id);
      expect(weakest).toBe(Math.min(...values));
      home += Number(returned);
    }
    expect(cycles.returned).toBe(home);
    expect(cycles.share).toBeCloseTo(home / cycles.live, 12);
    expect(cycles.walks.totalCount).toBe(cycles.live);
    expect(cycles.chance).toBeCloseTo(1 / cycles.live, 12);
  });

  it('tells those that return from those that do not', async () => {
    const { cycles } =
      await graph.data(`{ cycles(networks: ${ids(1, 2, 3)}, layer: "conv1") { ... on Cycles { live returned
      home: walks(returned: true, first: 100) { ${WALKS} } away: walks(returned: false, first: 100) { ${WALKS} } } } }`);
    expect(cycles.home.totalCount).toBe(cycles.returned);
    expect(cycles.home.totalCount + cycles.away.totalCount).toBe(cycles.live);
    for (const { unit, path } of cycles.home.nodes as Walk[]) expect(path.at(-1)!.id).toBe(unit.id);
    for (const { unit, path } of cycles.away.nodes as Walk[]) {
      expect(path.at(-1)!.id).not.toBe(unit.id);
      expect(path.at(-1)!.layer.network.slug).toBe('alexnet-1');
    }
  });

  it('have a baseline of rotated networks beside them', async () => {
    const { cycles } =
      await graph.data(`{ cycles(networks: ${ids(1, 2, 3)}, layer: "conv1") { ... on Cycles { share chance
      baseline(repeats: 9) { ... on CyclesBaseline { repeats seed mean percentile95 pValue } } } } }`);
    const { mean, percentile95, pValue, repeats } = cycles.baseline;
    expect(repeats).toBe(9);
    expect(mean).toBeGreaterThanOrEqual(0);
    expect(percentile95).toBeGreaterThanOrEqual(mean);
    expect(percentile95).toBeLessThanOrEqual(1);
    expect(Math.round(pValue * 10)).toBeCloseTo(pValue * 10, 12);
  });

  it('there and back always return by assignment, rotated or not', async () => {
    const { cycles } = await graph.data(`{ cycles(networks: ${ids(1, 2)}, layer: "conv1") { ... on Cycles { share lost
      baseline(repeats: 2) { ... on CyclesBaseline { mean pValue } } } } }`);
    expect(cycles).toEqual({ share: 1, lost: 0, baseline: { mean: 1, pValue: 1 } });
  });

  it('take any measure of units; mutual information says that it has no baseline', async () => {
    const { cycles } =
      await graph.data(`{ cycles(networks: ${ids(1, 2, 3)}, layer: "conv1", by: MUTUAL_INFORMATION, reduction: { kind: MEAN }) {
      ... on Cycles { measure share baseline { __typename ... on Unavailable { message } } } } }`);
    expect(cycles.measure).toBe('MUTUAL_INFORMATION');
    expect(cycles.share).toBeGreaterThanOrEqual(0);
    expect(cycles.baseline).toMatchObject({ __typename: 'Unavailable' });
  });

  it('count dead units, which do not set out', async () => {
    const { network } = await graph.data(
      '{ network(slug: "alexnet-1") { layers { nodes { name unitCount summary { ... on LayerSummary { dead constant } } } } } }',
    );
    for (const { name, unitCount, summary } of network.layers.nodes.slice(0, 3)) {
      const { cycles } =
        await graph.data(`{ cycles(networks: ${ids(1, 2, 3)}, layer: "${name}") { ... on Cycles { live dead lost returned
        walks { totalCount } } } }`);
      expect(cycles.dead).toBe(summary.dead + summary.constant);
      expect(cycles.live + cycles.dead).toBe(unitCount);
      expect(cycles.walks.totalCount).toBe(cycles.live);
    }
  });

  it.each([
    ['networks: ["network:alexnet-1"], layer: "conv1"', /Name 2 to 20/],
    [`networks: ${ids(1, 2)}, layer: "conv9"`, /There is no layer layer:alexnet-1\/conv9/],
    ['networks: ["network:alexnet-1", "network:resnet-1"], layer: "conv2"', /There is no layer layer:resnet-1\/conv2/],
  ])('refuse %s', async (asked, message) => {
    expect(await graph.error(`{ cycles(${asked}) { __typename } }`)).toMatch(message);
  });
});
