/**
 * The whole analysis of FOLDER/left.npy and right.npy by Unitgraph, in a process of its own. Writes FOLDER/product.json: seconds of
 * each stage, and results.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  angularProcrustes,
  binEdgesOf,
  comomentsTogether,
  correlationFromComoments,
  decodeNpy,
  hierarchicalClustering,
  joinUnits,
  lassoPath,
  linearCka,
  MemoryStore,
  matchingsOfValues,
  mutualInformationOf,
  openMultiply,
  predictionProblem,
  secondMomentsOf,
  selectBackend,
  svcca,
  withPreciseProducts,
  writeRecording,
} from '@unitgraph/analysis';
import { timed } from './timing.mjs';

const folder = process.argv[2];
const silently = async () => {};
const store = new MemoryStore();
const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND });
const precise = withPreciseProducts(backend);
const multiply = await openMultiply();
const stages = {};
async function stage(name, run) {
  const { result, seconds, runs } = await timed(run);
  stages[name] = { seconds, runs };
  return result;
}

const recordingOf = async (side) => {
  const { data, shape } = decodeNpy(readFileSync(join(folder, `${side}.npy`)), `${side}.npy`);
  return writeRecording(data, { units: shape[1], title: side, key: side }, store);
};
const [left, right] = await stage('reading', async () => [await recordingOf('left'), await recordingOf('right')]);

const { within, between, other, moments } = await stage('Pearson', async () => {
  const pairs = [
    { left: 0, right: 0, precise: true },
    { left: 0, right: 1, precise: true },
    { left: 1, right: 1, precise: true },
  ];
  const watch = { report: silently };
  const [xx, xy, yy] = await comomentsTogether([left, right], pairs, { store, backend: precise }, watch);
  return {
    within: correlationOf(xx, left, left),
    between: correlationOf(xy, left, right),
    other: correlationOf(yy, right, right),
    moments: secondMomentsOf(left.samples, xx, xy, yy),
  };
});

const information = await stage('mutual information', async () => {
  const binned = async (recording) => ({ recording, edges: await binEdgesOf(recording, store, silently) });
  return mutualInformationOf(await binned(left), await binned(right), false, { store, backend }, silently);
});

const { values, columns } = between;
const { rules } = await stage('three matchings', () => matchingsOfValues(between));
const path = await stage('LASSO path', () => lassoPath(predictionProblem(within, between), {}, silently));
const dendrogram = await stage('clustering', () => {
  const blocks = [
    [within.values, values],
    [values, other.values],
  ];
  return hierarchicalClustering(joinUnits([left.conditions, right.conditions], (row, column) => blocks[row][column]));
});
const cka = await stage('linear CKA', () => linearCka(moments));
const canonical = await stage('SVCCA', () => svcca(moments, multiply));
const procrustes = await stage('Procrustes', () => angularProcrustes(moments));

const results = {
  deviations: [left, right].map(({ moments }) =>
    [...moments.squares].map((squares) => Math.sqrt(squares / left.samples)),
  ),
  Pearson: rowsOf(values, columns),
  'mutual information': rowsOf(information.raw, columns),
  'three matchings': {
    greedy: { mean: rules.GREEDY.mean, values: [...rules.GREEDY.values].filter((value) => !Number.isNaN(value)) },
    mutual: { mean: rules.MUTUAL.mean, matched: rules.MUTUAL.matched },
    assignment: { mean: rules.ASSIGNMENT.mean, matched: rules.ASSIGNMENT.matched },
  },
  'LASSO path': { loss: rowsOf(path.loss, path.targetUnits.length), unconverged: path.unconverged },
  clustering: [...dendrogram.heights],
  'linear CKA': cka,
  SVCCA: { mean: canonical.mean, kept: [canonical.leftRank, canonical.rightRank] },
  Procrustes: procrustes,
};
writeFileSync(
  join(folder, 'product.json'),
  JSON.stringify({ runs: `${backend.name} on ${backend.device}`, stages, results, penalties: [...path.penalties] }),
);
await backend.dispose();

function correlationOf(comoments, x, y) {
  return {
    ...{
      rows: x.units,
      columns: y.units,
      samples: x.samples,
      leftConditions: x.conditions,
      rightConditions: y.conditions,
    },
    values: correlationFromComoments(comoments, x.moments, y.moments),
  };
}

/** NaN becomes null in JSON: no value. */
function rowsOf(list, width) {
  return Array.from({ length: list.length / width }, (_, row) => [...list.subarray(row * width, (row + 1) * width)]);
}
