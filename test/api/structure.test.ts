import {
  type Correlation,
  cutIntoClusters,
  type Derivation,
  hierarchicalClustering,
  joinUnits,
  leafOrder,
  multiplyHere,
  spectralClustering,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const MEAN = 'reduction: {kind: MEAN}';
const LEFT = 'alexnet-1/conv1';
const RIGHT = 'alexnet-2/conv1';

/** What a comparison answers. */
async function compared(fields: string, [left, right] = [LEFT, RIGHT]) {
  const { compare } = await graph.data(
    `{ compare(left: "layer:${left}", right: "layer:${right}", ${MEAN}) { ... on LayerComparison { ${fields} } } }`,
  );
  return compare;
}

async function refused(fields: string): Promise<string> {
  return graph.error(
    `{ compare(left: "layer:${LEFT}", right: "layer:${RIGHT}", ${MEAN}) { ... on LayerComparison { ${fields} } } }`,
  );
}

async function unit(id: string, fields: string) {
  const { node } = await graph.data(`{ node(id: "unit:${id}") { ... on Unit { ${fields} } } }`);
  return node;
}

async function correlation(left: string, right: string): Promise<Correlation> {
  const { matrix } = await compared('matrix { ... on Matrix { digest } }', [left, right]);
  const wanted = { kind: 'correlation', key: matrix.digest } as Derivation<Correlation>;
  return (await graph.services.compute.find(wanted)) as Correlation;
}

async function joined() {
  const [within, other, between] = [
    await correlation(LEFT, LEFT),
    await correlation(RIGHT, RIGHT),
    await correlation(LEFT, RIGHT),
  ];
  return joinUnits([between.leftConditions, between.rightConditions], (row, column) =>
    row !== column ? between.values : row === 0 ? within.values : other.values,
  );
}

type Member = { id: string };
type Cluster = { left: number; right: number; members: Member[] };
type Contributor = { weight: number; unit: { index: number } };

const idsOf = (clusters: Cluster[]): string[][] => clusters.map(({ members }) => members.map(({ id }) => id));

/** The ids of the units of each cluster, as `clusters` lists them. */
function membersByLabel(labels: Int32Array, units: Awaited<ReturnType<typeof joined>>): string[][] {
  const clusters: string[][] = [];
  labels.forEach((label, place) => {
    clusters[label] ??= [];
    clusters[label].push(`unit:${units.network[place] === 0 ? LEFT : RIGHT}/${units.unit[place]}`);
  });
  return clusters;
}

describe('spectral clustering', () => {
  const whole = `... on Clustering { method isolated merges { size } leafOrder leaves { id } eigenvalues(first: 6)
    clusters { left right members { id } } }`;

  it('is what the pure function finds, with the eigenvalues that show the gap', async () => {
    const units = await joined();
    const choice = { sign: 'POSITIVE', threshold: 0.3 } as const;
    const gap = await spectralClustering(units, choice, multiplyHere);
    const five = await spectralClustering(units, { ...choice, clusters: 5, seed: 7 }, multiplyHere);
    const found = await compared(`
      gap: clustering(method: SPECTRAL, sign: POSITIVE, threshold: 0.3) { ${whole} }
      five: clustering(method: SPECTRAL, sign: POSITIVE, threshold: 0.3, clusters: 5, seed: 7) { ${whole} }`);
    expect(idsOf(found.gap.clusters)).toEqual(membersByLabel(gap.labels, units));
    expect(idsOf(found.five.clusters)).toEqual(membersByLabel(five.labels, units));
    found.gap.eigenvalues.forEach((value: number, index: number) => {
      expect(value).toBeCloseTo(gap.eigenvalues[index]!, 9);
    });
    expect(found.gap).toMatchObject({ method: 'SPECTRAL', merges: [], isolated: gap.isolated });
    expect(found.gap.eigenvalues).toHaveLength(6);
    // Cluster by cluster.
    const order = found.five.leafOrder.map((place: number) => found.five.leaves[place].id);
    expect(order).toEqual(idsOf(found.five.clusters).flat());
    for (const { left, right, members } of found.five.clusters as Cluster[]) expect(left + right).toBe(members.length);
  });

  it('refuses what it cannot do, and what belongs to the other method, by name', async () => {
    const { signed, tree } = await compared(`
      signed: clustering(method: SPECTRAL, sign: SIGNED) { __typename ... on Unavailable { message } }
      tree: clustering { ... on Clustering { method isolated eigenvalues } }`);
    expect(signed).toMatchObject({ __typename: 'Unavailable', message: expect.stringMatching(/Choose ABSOLUTE/) });
    expect(tree).toEqual({ method: 'HIERARCHICAL', isolated: null, eigenvalues: null });
    const bad: [string, RegExp][] = [
      ['method: SPECTRAL, linkage: WARD', /^linkage: SPECTRAL has no use for it.*HIERARCHICAL/],
      ['method: SPECTRAL, height: 0.5', /^height: SPECTRAL has no use for it/],
      ['seed: 1', /^seed: HIERARCHICAL has no use for it.*SPECTRAL/],
      ['mostClusters: 4', /^mostClusters: HIERARCHICAL has no use for it/],
      ['method: SPECTRAL, clusters: 3, mostClusters: 4', /^mostClusters: .*Give one/],
      ['method: SPECTRAL, clusters: 0', /^clusters: 0 is out of range.*1 to 64/],
      ['method: SPECTRAL, clusters: 65', /^clusters: 65 is out of range/],
      ['method: SPECTRAL, mostClusters: -1', /^mostClusters: -1 is out of range/],
      ['method: SPECTRAL, seed: -1', /^seed: -1 is below 0/],
      ['method: SPECTRAL, threshold: 1.5', /^threshold: 1.5 is out of range/],
      ['height: -0.1', /^height: -0.1 is below 0/],
      ['clusters: 1000', /^clusters: 1000 is out of range: \d+ units/],
    ];
    for (const [choice, message] of bad) {
      expect(await refused(`clustering(${choice}) { __typename }`), choice).toMatch(message);
    }
    expect(await refused('clustering(method: SPECTRAL) { ... on Clustering { eigenvalues(first: 501) } }')).toMatch(
      /first: 501/,
    );
  });
});

describe('the order CLUSTERED of a matrix', () => {
  it('is that of the leaves, each side by itself, units without variance last', async () => {
    const units = await joined();
    const order = [...leafOrder(hierarchicalClustering(units))];
    const { matrix, spearman } = await compared(`
      matrix(order: CLUSTERED) { ... on Matrix { rows columns rowOrder columnOrder } }
      spearman: matrix(order: CLUSTERED, by: SPEARMAN) { ... on Matrix { rowOrder columnOrder } }`);
    const of = (network: number) =>
      order.filter((place) => units.network[place] === network).map((place) => units.unit[place]);
    expect(matrix.rowOrder.slice(0, of(0).length)).toEqual(of(0));
    expect(matrix.columnOrder.slice(0, of(1).length)).toEqual(of(1));
    const all = Array.from({ length: matrix.rows }, (_, index) => index);
    expect(matrix.rowOrder.toSorted((a: number, b: number) => a - b)).toEqual(all);
    expect(spearman).toEqual({ rowOrder: matrix.rowOrder, columnOrder: matrix.columnOrder });
  });
});

describe('predictors of a unit', () => {
  const whole = `__typename ... on Predictors { unit { id } layer { id } converged leastSquaresLoss caveats
    point { penalty loss rSquared contributing gap } path { penalty loss } contributors(first: 500) { weight unit { index } } }`;

  /** Half of the mean squared error of a right unit, from weights and correlations alone. */
  async function lossOf(contributors: Contributor[], target: number) {
    const [own, across] = [await correlation(LEFT, LEFT), await correlation(LEFT, RIGHT)];
    let [explained, norm] = [0, 0];
    for (const a of contributors) {
      explained += a.weight * across.values[a.unit.index * across.columns + target]!;
      for (const b of contributors)
        norm += a.weight * b.weight * own.values[a.unit.index * own.columns + b.unit.index]!;
    }
    return (1 - 2 * explained + norm) / 2;
  }

  it('in a prediction of its layer give the loss that is reported there', async () => {
    const { prediction } = await compared(`prediction { ... on Prediction { penalties
      units(first: 500) { nodes { unit { id index } path { loss contributing gap } } } } }`);
    const penalty: number = prediction.penalties[9];
    const { prediction: second } = await compared(`prediction { ... on Prediction {
      unit(index: 5) { unit { id } path { loss } } none: unit(index: 5000) { unit { id } }
      units(first: 4) { nodes { unit { id index } path { loss contributing } predictors(penalty: ${penalty}) { ${whole} } } } } }`);
    expect(second.none).toBeNull();
    expect(second.unit.unit.id).toBe(`unit:${RIGHT}/5`);
    expect(second.unit.path[9].loss).toBe(
      prediction.units.nodes.find((each: { unit: Member & { index: number } }) => each.unit.index === 5).path[9].loss,
    );
    for (const { unit: target, path, predictors } of second.units.nodes) {
      const { contributors, point, layer } = predictors;
      expect(point.penalty).toBe(penalty);
      expect(point.loss).toBe(path[9].loss);
      expect(point.contributing).toBe(path[9].contributing);
      expect(contributors).toHaveLength(path[9].contributing);
      expect(layer.id).toBe(`layer:${LEFT}`);
      expect(predictors.unit.id).toBe(target.id);
      expect(predictors.converged).toBe(true);
      const sizes = contributors.map(({ weight }: Contributor) => Math.abs(weight));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      expect(Math.min(...sizes)).toBeGreaterThan(0);
      expect(Math.abs((await lossOf(contributors, target.index)) - point.loss)).toBeLessThan(1e-6);
    }
  });

  it('are solved at any other penalty, too, between what its neighbours give', async () => {
    const { prediction } = await compared('prediction { ... on Prediction { penalties } }');
    const between = Math.sqrt(prediction.penalties[8] * prediction.penalties[9]);
    const { prediction: asked } = await compared(`prediction { ... on Prediction {
      units(first: 1) { nodes { unit { index } path { loss } predictors(penalty: ${between}) { ${whole} } } } } }`);
    const [{ unit: target, path, predictors }] = asked.units.nodes;
    expect(predictors.path).toHaveLength(1);
    expect(predictors.point.loss).toBeLessThanOrEqual(path[8].loss);
    expect(predictors.point.loss).toBeGreaterThanOrEqual(path[9].loss);
    expect(Math.abs((await lossOf(predictors.contributors, target.index)) - predictors.point.loss)).toBeLessThan(1e-6);
  });

  it('are few that explain nearly what all do, unless a penalty is named', async () => {
    const asked = await unit(
      `${RIGHT}/5`,
      `usual: predictors(in: "layer:${LEFT}", ${MEAN}) { ${whole} }
       high: predictors(in: "layer:${LEFT}", penalty: 1, ${MEAN}) { ${whole} }`,
    );
    const { point, path, leastSquaresLoss, contributors } = asked.usual;
    const enough = 0.9 * (1 - 2 * leastSquaresLoss);
    expect(point.rSquared).toBeGreaterThanOrEqual(enough);
    const place = path.findIndex(({ penalty }: { penalty: number }) => penalty === point.penalty);
    if (place > 0) expect(1 - 2 * path[place - 1].loss).toBeLessThan(enough);
    expect(contributors).toHaveLength(point.contributing);
    expect(Math.abs((await lossOf(contributors, 5)) - point.loss)).toBeLessThan(1e-6);
    expect(asked.high).toMatchObject({ contributors: [], point: { loss: 0.5, contributing: 0 } });
  });

  it('in its own layer are the others', async () => {
    const { predictors } = await unit(`${LEFT}/3`, `predictors(in: "layer:${LEFT}", ${MEAN}) { ${whole} }`);
    expect(predictors.contributors.length).toBeGreaterThan(0);
    expect(predictors.contributors.map((each: Contributor) => each.unit.index)).not.toContain(3);
  });

  it('say why there are none, and refuse a penalty that makes no sense', async () => {
    const pooled = await unit(
      `${LEFT}/3`,
      'predictors(in: "layer:alexnet-2/conv3") { __typename ... on Incomparable { message } }',
    );
    expect(pooled.predictors).toMatchObject({
      __typename: 'Incomparable',
      message: expect.stringMatching(/MEAN or MAX/),
    });
    const error = (choice: string) =>
      graph.error(`{ node(id: "unit:${LEFT}/3") { ... on Unit { predictors(${choice}) { __typename } } } }`);
    expect(await error(`in: "layer:${RIGHT}", penalty: 0`)).toMatch(
      /^penalty: 0 is out of range: ask for 0.00001 to 1/,
    );
    expect(await error(`in: "layer:${RIGHT}", penalty: 2`)).toMatch(/^penalty: 2 is out of range/);
    expect(await error('in: "layer:nobody/conv1"')).toMatch(/There is no layer layer:nobody\/conv1/);
    expect(await error('in: "network:alexnet-2"')).toMatch(/is not the id of a layer/);
  });
});

describe('cluster mates of a unit', () => {
  const whole =
    '__typename ... on ClusterMates { method clusterCount left right mates(first: 500) { correlation unit { id } } }';
  type Mate = { correlation: number; unit: { id: string } };

  it('are the other members of its cluster, with their correlations', async () => {
    const units = await joined();
    const clusters = membersByLabel(cutIntoClusters(hierarchicalClustering(units), 6), units);
    const id = `unit:${LEFT}/${units.unit[0]}`;
    const { clusterMates } = await unit(
      id.slice(5),
      `clusterMates(in: "layer:${RIGHT}", clusters: 6, ${MEAN}) { ${whole} }`,
    );
    const own = clusters.find((members) => members.includes(id))!;
    const ids = clusterMates.mates.map((mate: Mate) => mate.unit.id);
    expect(ids.toSorted()).toEqual(own.filter((member) => member !== id).toSorted());
    expect(clusterMates.clusterCount).toBe(6);
    expect(clusterMates.left + clusterMates.right).toBe(own.length);
    expect(clusterMates.right).toBe(own.filter((member) => member.includes(RIGHT)).length);
    for (const { correlation: value, unit: mate } of clusterMates.mates as Mate[]) {
      const place = units.unit.findIndex(
        (index, at) => `unit:${units.network[at] === 0 ? LEFT : RIGHT}/${index}` === mate.id,
      );
      expect(value).toBeCloseTo(units.correlation[place]!, 12);
    }
    const sizes = clusterMates.mates.map((mate: Mate) => Math.abs(mate.correlation));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  it('take the choices of either method, and say why there are none', async () => {
    const { spectral, itself } = await unit(
      `${LEFT}/0`,
      `spectral: clusterMates(in: "layer:${RIGHT}", method: SPECTRAL, clusters: 4, seed: 2, ${MEAN}) { ${whole} }
       itself: clusterMates(in: "layer:${LEFT}", ${MEAN}) { __typename ... on Unavailable { message } }`,
    );
    expect(spectral).toMatchObject({ method: 'SPECTRAL', clusterCount: 4 });
    expect(itself).toMatchObject({ __typename: 'Unavailable', message: expect.stringMatching(/Name another layer/) });
    expect(
      await graph.error(
        `{ node(id: "unit:${LEFT}/0") { ... on Unit { clusterMates(in: "layer:${RIGHT}", seed: 2) { __typename } } } }`,
      ),
    ).toMatch(/^seed: HIERARCHICAL has no use/);
  });
});
