import {
  type Correlation,
  type Derivation,
  hierarchicalClustering,
  joinUnits,
  lassoPath,
  predictionProblem,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenGraph, openGraph } from './graph.js';

let graph: OpenGraph;
beforeAll(async () => {
  graph = await openGraph();
});
afterAll(() => graph.close());

const MEAN = 'reduction: {kind: MEAN}';
const LEFT = 'alexnet-1/conv2';
const RIGHT = 'alexnet-2/conv2';

/** What a comparison answers. */
async function compared(fields: string, [left, right] = [LEFT, RIGHT]) {
  const { compare } = await graph.data(
    `{ compare(left: "layer:${left}", right: "layer:${right}", ${MEAN}) { ... on LayerComparison { ${fields} } } }`,
  );
  return compare;
}

async function correlation(left: string, right: string): Promise<Correlation> {
  const { matrix } = await compared('matrix { ... on Matrix { digest } }', [left, right]);
  const { digest: key } = matrix;
  const value = await graph.services.compute.find({ kind: 'correlation', key } as Derivation<Correlation>);
  return value as Correlation;
}

describe('prediction', () => {
  it('is the path that the pure function finds', async () => {
    const problem = predictionProblem(await correlation(LEFT, LEFT), await correlation(LEFT, RIGHT));
    const wanted = await lassoPath(problem, {}, async () => {});
    const { prediction } = await compared(`prediction { ... on Prediction {
      penalties unconverged predictors targets leastSquaresLoss path { penalty loss rSquared contributing gap }
      units(first: 500) { totalCount nodes { unit { id index } leastSquaresLoss path { loss contributing gap } } } } }`);
    const { penalties, path, units, targets, predictors } = prediction;
    expect(penalties).toHaveLength(20);
    expect(penalties).toEqual([...wanted.penalties]);
    expect([predictors, targets]).toEqual([problem.predictorUnits.length, problem.targetUnits.length]);
    expect(units.totalCount).toBe(targets);
    expect(units.nodes.map(({ unit }: { unit: { index: number } }) => unit.index)).toEqual([...problem.targetUnits]);
    type Point = { loss: number; rSquared: number; contributing: number; gap: number };
    units.nodes.forEach((node: { path: Point[]; leastSquaresLoss: number }, target: number) => {
      expect(node.leastSquaresLoss).toBeCloseTo(wanted.leastSquaresLoss[target]!, 9);
      node.path.forEach(({ loss, contributing }, index) => {
        expect(loss).toBeCloseTo(wanted.loss[index * targets + target]!, 9);
        expect(contributing).toBe(wanted.contributing[index * targets + target]);
        // The training loss never rises as the penalty falls.
        if (index > 0) expect(loss).toBeLessThanOrEqual((node.path[index - 1] as Point).loss + 1e-9);
      });
    });
    path.forEach(({ loss, rSquared, contributing, gap }: Point, index: number) => {
      const own = units.nodes.map((node: { path: Point[] }) => node.path[index]) as Point[];
      expect(loss).toBeCloseTo(own.reduce((sum, point) => sum + point.loss, 0) / targets, 9);
      expect(rSquared).toBeCloseTo(1 - 2 * loss, 12);
      expect(contributing).toBeLessThanOrEqual(predictors);
      expect(gap).toBeGreaterThanOrEqual(0);
    });
    expect(path[0].contributing).toBe(0);
    expect(path.at(-1).loss).toBeLessThanOrEqual(1.0101 * prediction.leastSquaresLoss);
    expect(prediction.unconverged).toBe(wanted.unconverged);
  });

  it.each(['PERMUTATION', 'ROTATION'])('stands beside its %s baseline, at a price', async (kind) => {
    const asked = `kind: ${kind}, repeats: 5, seed: 3`;
    const { prediction: before } = await compared(
      `prediction { ... on Prediction { baselineEstimate(${asked}) { seconds } } }`,
    );
    expect(before.baselineEstimate.seconds).toBeGreaterThan(0);
    const { prediction } = await compared(`prediction { ... on Prediction { path { penalty loss } leastSquaresLoss
      baseline(${asked}) { ... on PredictionBaseline {
        kind repeats seed unconverged leastSquaresLoss caveats path { penalty loss best5Percent pValue contributing } } } } }`);
    const { path, baseline } = prediction;
    expect(baseline).toMatchObject({ kind, repeats: 5, seed: 3, unconverged: 0 });
    expect(baseline.path.map(({ penalty }: { penalty: number }) => penalty)).toEqual(
      path.map(({ penalty }: { penalty: number }) => penalty),
    );
    type Drawn = { loss: number; best5Percent: number; pValue: number };
    baseline.path.forEach(({ loss, best5Percent, pValue }: Drawn, index: number) => {
      expect(best5Percent).toBeLessThanOrEqual(loss);
      expect(pValue).toBeGreaterThanOrEqual(1 / 6);
      // Real networks predict each other better than chance does, wherever they predict at all.
      if (kind === 'PERMUTATION' && index > 0) {
        expect(path[index].loss).toBeLessThan(best5Percent);
        expect(pValue).toBeCloseTo(1 / 6, 12);
      }
    });
    expect(prediction.leastSquaresLoss).toBeLessThan(baseline.leastSquaresLoss);
    // 5 repeats cannot show 0.05.
    expect(baseline.caveats.join()).toContain('p-value');
    const { prediction: after } = await compared(
      `prediction { ... on Prediction { baselineEstimate(${asked}) { seconds } } }`,
    );
    expect(after.baselineEstimate.seconds).toBe(0);
  });

  it('refuses a baseline that cannot be drawn', async () => {
    const { errors } = await graph.execute(
      `{ compare(left: "layer:${LEFT}", right: "layer:${RIGHT}", ${MEAN}) { ... on LayerComparison { prediction { ... on Prediction {
        baseline(repeats: 0) { __typename } } } } } }`,
    );
    expect(errors?.[0]?.message).toContain('repeats: 0 is out of range');
  });
});

describe('clustering', () => {
  type Merge = { first: number; second: number; height: number; size: number };
  const whole = `... on Clustering { leafOrder deadLeft deadRight leaves { id index } merges { first second height size }
    clusters { left right members { id } } }`;

  it('is the tree that the pure function builds, and its clusters hold every unit once', async () => {
    const [within, other, between] = [
      await correlation(LEFT, LEFT),
      await correlation(RIGHT, RIGHT),
      await correlation(LEFT, RIGHT),
    ];
    const units = joinUnits([between.leftConditions, between.rightConditions], (row, column) =>
      row !== column ? between.values : row === 0 ? within.values : other.values,
    );
    const wanted = hierarchicalClustering(units);
    const { clustering } = await compared(`clustering { ${whole} }`);
    expect(clustering.merges.map(({ height }: Merge) => height)).toEqual([...wanted.heights]);
    expect(clustering.merges.map(({ first }: Merge) => first)).toEqual([...wanted.first]);
    expect(clustering.merges.at(-1).size).toBe(units.count);
    expect([clustering.deadLeft, clustering.deadRight]).toEqual([...units.leftOut]);
    expect([...clustering.leafOrder].sort((a: number, b: number) => a - b)).toEqual([...units.unit.keys()]);
    expect(clustering.leaves.map(({ index }: { index: number }) => index)).toEqual([...units.unit]);
    type Cluster = { left: number; right: number; members: { id: string }[] };
    const ids = clustering.clusters.flatMap(({ members }: Cluster) => members.map(({ id }) => id));
    expect(new Set(ids)).toEqual(new Set(clustering.leaves.map(({ id }: { id: string }) => id)));
    expect(ids).toHaveLength(units.count);
    for (const { left, right, members } of clustering.clusters as Cluster[]) {
      expect(members.filter(({ id }) => id.includes(LEFT))).toHaveLength(left);
      expect(members.filter(({ id }) => id.includes(RIGHT))).toHaveLength(right);
    }
    const merged = clustering.merges.filter(({ height }: Merge) => height <= 0.5).length;
    expect(clustering.clusters).toHaveLength(units.count - merged);
  });

  it('honours every choice', async () => {
    const clustering = await compared(`
      five: clustering(clusters: 5) { ${whole} }
      ward: clustering(linkage: WARD, sign: SIGNED, clusters: 3) { ${whole} }
      impossible: clustering(linkage: WARD) { __typename ... on Unavailable { message } }`);
    expect(clustering.five.clusters).toHaveLength(5);
    expect(clustering.ward.clusters).toHaveLength(3);
    expect(clustering.ward.merges).not.toEqual(clustering.five.merges);
    expect(clustering.impossible.__typename).toBe('Unavailable');
    expect(clustering.impossible.message).toMatch(/Choose SIGNED/);
    const bad = (choice: string) =>
      graph.error(`{ compare(left: "layer:${LEFT}", right: "layer:${RIGHT}", ${MEAN}) {
        ... on LayerComparison { clustering(${choice}) { __typename } } } }`);
    expect(await bad('clusters: 0')).toMatch(/clusters: 0 is out of range/);
    expect(await bad('threshold: 2')).toMatch(/threshold: 2 is out of range/);
  });
});
