import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const FOUR = [1, 2, 3, 4].map((number) => `network:alexnet-${number}`);
const NETWORKS = JSON.stringify(FOUR);

interface Entry {
  readonly unit: { readonly id: string; readonly index: number };
  readonly excess: number | null;
  readonly best: number | null;
  readonly rotated: number | null;
  readonly universal: boolean | null;
  readonly foundIn: number | null;
  readonly others: number;
  readonly standing: string | null;
  readonly networks: {
    network: { slug: string };
    rotated: number;
    surplus: number;
    found: boolean;
    best: { value: number; rule: string; mutual: boolean; target: { id: string; index: number } };
  }[];
}
const ENTRY = `unit { id index } excess best rotated universal foundIn others standing
  networks { network { slug } rotated surplus found best { value rule mutual target { id index } } }`;

const COUNTS = `parts { layer { name unitCount network { slug } } counts { __typename
  ... on UniversalityCounts { all some one dead others meanExcess meanBest meanRotated incomparable { reason message } }
  ... on Incomparable { reason message } } }`;

async function units(
  ask = '',
  of = 'layers: ["conv1"], threshold: 0.1',
): Promise<{ nodes: Entry[]; totalCount: number }> {
  const { universality } = await graph.data(`{ universality(networks: ${NETWORKS}, ${of}) {
    units(first: 500 ${ask}) { ... on UnitUniversalityConnection { totalCount nodes { ${ENTRY} } } } } }`);
  return universality.units;
}

describe('universality', () => {
  it('is the mean over networks of the best correlation less the same under rotation', async () => {
    // From the matrix itself, and from the baseline that the API gives of the greedy matching.
    const { nodes } = await units('', 'layers: ["conv1"], threshold: 0.1, repeats: 5, seed: 3');
    const [entry] = nodes.filter(({ unit }) => unit.id.startsWith('unit:alexnet-2/'));
    expect(entry!.networks.map(({ network }) => network.slug)).toEqual(['alexnet-1', 'alexnet-3', 'alexnet-4']);
    let [best, rotated] = [0, 0];
    for (const { network, best: match, rotated: chance, surplus, found } of entry!.networks) {
      const { compare } =
        await graph.data(`{ compare(left: "layer:alexnet-2/conv1", right: "layer:${network.slug}/conv1") {
        ... on LayerComparison { matrix { ... on Matrix { digest rows columns } } matching(rule: GREEDY) { ... on Matching {
          matches(first: 500) { nodes { value source { index } target { index } baseline(kind: ROTATION, repeats: 5, seed: 3) { ... on MatchBaseline { mean } } } } } } } } }`);
      const { digest, columns } = compare.matrix;
      const values = (await graph.services.compute.find({ kind: 'correlation', key: digest } as never)) as {
        values: Float64Array;
      };
      const row = values.values.subarray(entry!.unit.index * columns, (entry!.unit.index + 1) * columns);
      const highest = row.reduce((most, value) => (value > most ? value : most), -1);
      expect(match.value).toBe(highest);
      expect(row[match.target.index]).toBe(highest);
      expect(match.rule).toBe('GREEDY');
      const own = compare.matching.matches.nodes.find(
        ({ source }: { source: { index: number } }) => source.index === entry!.unit.index,
      );
      expect(chance).toBeCloseTo(own.baseline.mean, 12);
      expect(surplus).toBeCloseTo(highest - own.baseline.mean, 12);
      expect(found).toBe(surplus > 0.1);
      best += highest / 3;
      rotated += own.baseline.mean / 3;
    }
    expect(entry!.best).toBeCloseTo(best, 12);
    expect(entry!.rotated).toBeCloseTo(rotated, 12);
    expect(entry!.excess).toBeCloseTo(best - rotated, 12);
  });

  it('counts every unit of every layer once: in all, some, one, or dead', async () => {
    const { universality } =
      await graph.data(`{ universality(networks: ${NETWORKS}, layers: ["fc6", "conv1"], threshold: 0.1) {
      threshold scope layers networks { slug } probeSet { slug } ${COUNTS}
      units(first: 1) { ... on UnitUniversalityConnection { totalCount } } } }`);
    // In order of depth, whatever the order asked for.
    expect(universality.layers).toEqual(['conv1', 'fc6']);
    expect(universality.parts).toHaveLength(8);
    let total = 0;
    for (const { layer, counts } of universality.parts) {
      const { all, some, one, dead, others } = counts;
      expect(all + some + one + dead).toBe(layer.unitCount);
      expect(others).toBe(3);
      expect(counts.meanExcess).toBeCloseTo(counts.meanBest - counts.meanRotated, 12);
      expect(counts.incomparable).toEqual([]);
      total += layer.unitCount;
    }
    expect(universality.units.totalCount).toBe(total);
    for (const name of ['all', 'some', 'one']) {
      const { nodes, totalCount } = await units(
        `, foundIn: ${name.toUpperCase()}`,
        'layers: ["fc6", "conv1"], threshold: 0.1',
      );
      const counted = universality.parts.reduce(
        (sum: number, { counts }: { counts: Record<string, number> }) => sum + counts[name]!,
        0,
      );
      expect(totalCount).toBe(counted);
      expect(nodes.every(({ standing }) => standing === name.toUpperCase())).toBe(true);
    }
  });

  it('finds fewer under a higher threshold, and computes nothing for it', async () => {
    const found = async (threshold: number) =>
      (await units('', `layers: ["conv1"], threshold: ${threshold}`)).nodes.map(({ unit, foundIn }) => [
        unit.id,
        foundIn,
      ]);
    const low = new Map((await found(0.05)) as [string, number][]);
    const before = graph.services.compute.computations.finished;
    for (const [id, count] of (await found(0.15)) as [string, number][])
      expect(count).toBeLessThanOrEqual(low.get(id)!);
    expect(new Set((await found(-2)).map(([, count]) => count))).toEqual(new Set([3]));
    expect(new Set((await found(2)).map(([, count]) => count))).toEqual(new Set([0]));
    expect(graph.services.compute.computations.finished).toBe(before);
  });

  it('sorts and pages', async () => {
    const whole = await units();
    const excess = whole.nodes.map((entry) => entry.excess!);
    expect(excess).toEqual([...excess].sort((a, b) => b - a));
    const rising = await units(', descending: false');
    expect(rising.nodes.map((entry) => entry.excess)).toEqual([...excess].reverse());
    const best = (await units(', orderBy: BEST')).nodes.map((entry) => entry.best!);
    expect(best).toEqual([...best].sort((a, b) => b - a));
    const foundIn = (await units(', orderBy: FOUND_IN')).nodes.map((entry) => entry.foundIn!);
    expect(foundIn).toEqual([...foundIn].sort((a, b) => b - a));
    const { universality } =
      await graph.data(`query ($after: String) { universality(networks: ${NETWORKS}, layers: ["conv1"]) {
      units(first: 5, after: $after) { ... on UnitUniversalityConnection { nodes { unit { id } } pageInfo { hasNextPage endCursor } } } } }`);
    expect(universality.units.nodes.map(({ unit }: Entry) => unit.id)).toEqual(
      whole.nodes.slice(0, 5).map(({ unit }) => unit.id),
    );
    const more = await graph.data(
      `query ($after: String) { universality(networks: ${NETWORKS}, layers: ["conv1"]) {
      units(first: 5, after: $after) { ... on UnitUniversalityConnection { nodes { unit { id } } } } } }`,
      { after: universality.units.pageInfo.endCursor },
    );
    expect(more.universality.units.nodes.map(({ unit }: Entry) => unit.id)).toEqual(
      whole.nodes.slice(5, 10).map(({ unit }) => unit.id),
    );
  });

  it('says the same of a unit by itself, whose own network is passed over', async () => {
    const { nodes } = await units();
    const [first] = nodes;
    const ask = (
      networks: string,
    ) => `{ node(id: "${first!.unit.id}") { ... on Unit { universality(${networks} threshold: 0.1) {
      ... on UnitUniversality { ${ENTRY} } } } } }`;
    expect((await graph.data(ask(`networks: ${NETWORKS}`))).node.universality).toEqual(first);
    // By default all networks that have a layer of that name: the residual ones have none.
    expect((await graph.data(ask(''))).node.universality).toEqual(first);
  });

  it('leaves dead units out of every count, and last in every list', async () => {
    // In the third layer of the example networks one unit is dead.
    const summaries = await graph.data(`{ nodes(ids: ${JSON.stringify(FOUR)}) { ... on Network { layer(name: "conv3") {
      summary { ... on LayerSummary { dead constant } } } } } }`);
    const count = summaries.nodes.reduce(
      (sum: number, { layer }: { layer: { summary: { dead: number; constant: number } } }) =>
        sum + layer.summary.dead + layer.summary.constant,
      0,
    );
    expect(count).toBeGreaterThan(0);
    const of = 'layers: ["conv3"], threshold: -2, repeats: 2, reduction: { kind: MEAN }';
    const { nodes } = await units(', descending: false, orderBy: INDEX', of);
    const dead = nodes.slice(-count);
    for (const entry of dead) {
      expect(entry).toMatchObject({
        excess: null,
        best: null,
        rotated: null,
        universal: null,
        foundIn: null,
        standing: null,
      });
      for (const seen of entry.networks)
        expect(seen).toMatchObject({ best: null, rotated: null, surplus: null, found: null });
    }
    expect(nodes.slice(0, -count).every(({ standing }) => standing === 'ALL')).toBe(true);
  });

  it('in any layer is nowhere below that in the same one', async () => {
    const ask = (scope: string) => `{ node(id: "unit:alexnet-1/fc6/5") { ... on Unit { universality(
      networks: ["network:alexnet-2", "network:resnet-1"], scope: ${scope}, repeats: 2) { ... on UnitUniversality {
        networks { network { slug } best { value target { layer { name } } } rotated } incomparable { reason message } } } } } }`;
    const same = (await graph.data(ask('SAME_LAYER'))).node.universality;
    const any = (await graph.data(ask('ANY_LAYER'))).node.universality;
    expect(same.networks.map(({ network }: { network: { slug: string } }) => network.slug)).toEqual(['alexnet-2']);
    expect(same.incomparable).toMatchObject([{ reason: 'NO_LAYER' }]);
    expect(same.incomparable[0].message).toMatch(/resnet-1 has no layer called fc6.*ANY_LAYER/);
    expect(any.networks.map(({ network }: { network: { slug: string } }) => network.slug)).toEqual([
      'alexnet-2',
      'resnet-1',
    ]);
    expect(any.networks[0].best.value).toBeGreaterThanOrEqual(same.networks[0].best.value);
    expect(any.networks[0].rotated).toBeGreaterThanOrEqual(same.networks[0].rotated);
  });

  it('names what cannot be compared, in place of a number', async () => {
    const { universality } =
      await graph.data(`{ universality(networks: ["network:alexnet-1", "network:resnet-1"], layers: ["conv2"]) {
      ${COUNTS} units { ... on UnitUniversalityConnection { totalCount } } } }`);
    expect(universality.parts).toHaveLength(1);
    expect(universality.parts[0].counts).toMatchObject({ __typename: 'Incomparable', reason: 'NO_LAYER' });
    expect(universality.units.totalCount).toBe(0);
  });

  it('says of a network in which no layer fits why one of them does not', async () => {
    const { node } = await graph.data(`{ node(id: "unit:resnet-1/stage3.block2/0") { ... on Unit {
      universality(networks: ["network:alexnet-1"], scope: ANY_LAYER) { ... on Incomparable { reason message left { name } right { name } } } } } }`);
    expect(node.universality).toMatchObject({ reason: 'POSITIONS', left: { name: 'stage3.block2' }, right: null });
    expect(node.universality.message).toMatch(/^No layer of alexnet-1 can be compared.*For one: .*MEAN or MAX/);
  });

  it('answers with a computation where nobody waits', async () => {
    const { universality } = await graph.data(
      `{ universality(networks: ${NETWORKS}, layers: ["conv4"], seed: 99) { units { __typename ... on Computation { title } } } }`,
      {},
      0,
    );
    expect(universality.units).toMatchObject({ __typename: 'Computation' });
    expect(universality.units.title).toMatch(/^Look for the units of conv4 of alexnet-1 in 3 other networks/);
  });

  it.each([
    ['networks: ["network:alexnet-1"]', /networks: 1 are named. Name 2 to 20/],
    ['networks: ["network:alexnet-1", "network:alexnet-1"]', /named twice/],
    ['networks: ["network:alexnet-1", "network:nobody"]', /There is no network network:nobody/],
    [`networks: ${NETWORKS}, layers: ["conv9"]`, /none of the networks has a layer called conv9. They have conv1,/],
    [`networks: ${NETWORKS}, threshold: 3`, /threshold: 3 is out of range/],
    [`networks: ${NETWORKS}, repeats: 0`, /repeats: 0 is out of range/],
    [`networks: ${NETWORKS}, seed: -1`, /seed: -1 is below 0/],
    [
      `networks: ${NETWORKS}, by: MUTUAL_INFORMATION`,
      /MUTUAL_INFORMATION has no rotation baseline.*PEARSON or SPEARMAN/,
    ],
  ])('refuses %s', async (asked, message) => {
    expect(await graph.error(`{ universality(${asked}) { layers } }`)).toMatch(message);
  });
});
