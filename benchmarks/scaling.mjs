/**
 * How the cost of the analysis grows with samples (1,000 to 100,000), units of a layer (16 to 1,600) and networks (2 to 20, which
 * are 1 to 190 pairs), on all cores: seconds at each size, and the exponent of the power law that fits them best. `--quick` sweeps
 * the lower of the two decades.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { angularProcrustes, linearCka, matchingsOfValues, openMultiply, svcca, threads } from '@unitgraph/analysis';
import { tellRow } from './rows.mjs';
import { growthOf, quickest } from './scaling/growth.mjs';
import { networksIn } from './scaling/networks.mjs';
import { openPairs } from './scaling/pairs.mjs';

const { values: options } = parseArgs({ options: { quick: { type: 'boolean' } } });
const SAMPLES = options.quick ? [1000, 3000, 10_000] : [1000, 3000, 10_000, 30_000, 100_000];
const UNITS = options.quick ? [16, 50, 160] : [16, 50, 160, 500, 1600];
const NETWORKS = options.quick ? [2, 5] : [2, 5, 20];
const UNITS_ASIDE = 128;
const SAMPLES_ASIDE = 2000;

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-scaling-'));
const multiply = await openMultiply();
const pairs = await openPairs();
try {
  const grown = [];
  const many = pairs.source(folder, { samples: SAMPLES.at(-1), units: UNITS_ASIDE });
  for (const samples of SAMPLES) {
    const pair = await many({ samples, units: UNITS_ASIDE });
    await sweep(grown, `samples, ${UNITS_ASIDE} x ${UNITS_ASIDE} units`, samples, {
      correlation: () => pairs.correlation(pair),
      'mutual information': () => pairs.information(pair),
      'linear CKA from recordings': async () => linearCka(await pairs.moments(pair)),
    });
  }
  const wide = pairs.source(folder, { samples: SAMPLES_ASIDE, units: UNITS.at(-1) });
  for (const units of UNITS) {
    const pair = await wide({ samples: SAMPLES_ASIDE, units });
    const moments = await pairs.moments(pair);
    const correlation = await pairs.correlation(pair);
    await sweep(grown, `units, ${SAMPLES_ASIDE} samples`, units, {
      correlation: () => pairs.correlation(pair),
      'mutual information': () => pairs.information(pair),
      'three matchings': () => matchingsOfValues(correlation),
      'linear CKA from moments': () => linearCka(moments),
      'Procrustes from moments': () => angularProcrustes(moments),
      'SVCCA from moments': () => svcca(moments, multiply),
    });
  }
  for (const count of NETWORKS) {
    const networks = await networksIn(folder, count, pairs);
    await sweep(grown, 'pairs of networks, 64 units x 5,000 samples', (count * (count - 1)) / 2, {
      'correlation and matchings of all pairs, from recordings': networks.all,
    });
  }
  for (const { what, along, points } of grown) {
    tellRow({
      ...{ benchmark: 'scaling', name: `${what} over ${along}`, ours: growthOf(points), unit: 'growth exponent' },
      note: points.map(({ size, seconds }) => `${size.toLocaleString('en')}: ${shown(seconds)}`).join(', '),
    });
  }
} finally {
  await pairs.close();
  await threads.close?.();
  rmSync(folder, { recursive: true, force: true });
}

async function sweep(grown, along, size, work) {
  for (const [what, run] of Object.entries(work)) {
    let one = grown.find((other) => other.what === what && other.along === along);
    if (one === undefined) {
      one = { what, along, points: [] };
      grown.push(one);
    }
    one.points.push({ size, seconds: await quickest(run) });
  }
}

function shown(seconds) {
  return seconds < 1 ? `${Number((seconds * 1000).toPrecision(3))} ms` : `${Number(seconds.toPrecision(3))} s`;
}
