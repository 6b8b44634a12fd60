/**
 * Exports networks of many architectures with random weights, in two seeds, and for each brings both in, records all layers on
 * 256 stimuli (means over positions) and compares the twins. Prints the table that `docs/architectures.md` has: seconds and
 * highest memory of the compute process, whose file is read in it. It takes an hour, so that
 * parameters say which: `node benchmarks/architectures.mjs all`, or names; `--small` before them shrinks the inputs.
 * Needs a Python with torch and torchvision: UNITGRAPH_TEST_TORCH, or /usr/bin/python3.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProbeSets } from '../test/architectures/probeSets.mjs';
import { startProduct } from './product.mjs';

const python = process.env.UNITGRAPH_TEST_TORCH ?? '/usr/bin/python3';
const exporter = join(import.meta.dirname, '../test/architectures/export.py');
if (spawnSync(python, ['-c', 'import torch, torchvision']).status !== 0) {
  console.log(`architectures: skipped, ${python} has no torch and torchvision (UNITGRAPH_TEST_TORCH names another).`);
  process.exit(0);
}
const ALL =
  'alexnet vgg16 googlenet inception_v3 resnet18 resnet50 densenet121 mobilenet_v2 mobilenet_v3_small vit_b_16 swin_t convnext_tiny mlp decoder';
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (chosen.length === 0) {
  console.log('architectures: name some, or all of them: node benchmarks/architectures.mjs all');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'unitgraph-architectures-'));
writeProbeSets(join(folder, 'examples'));

const COMPARISON = `query ($networks: [ID!]!, $kind: LayerKind!) {
  convergence(networks: $networks, kinds: [$kind], reduction: { kind: MEAN }) {
    pairs {
      points {
        layer
        comparison {
          ... on LayerComparison {
            greedy: matching(rule: GREEDY) { __typename ... on Matching { mean } ... on Computation { state error } }
          }
          ... on Incomparable { message }
        }
      }
    }
  }
}`;

console.log(
  '| architecture | input | file (MB) | layers | units | import (s) | peak (MB) | record and compare (s) | peak (MB) |',
);
console.log('|---|---|---|---|---|---|---|---|---|');
for (const name of chosen.includes('all') ? ALL.split(' ') : chosen) {
  const models = [0, 1].map((seed) => {
    const made = spawnSync(python, [exporter, folder, name, '--seed', String(seed), ...options], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    return join(folder, `${name}-${seed}.onnx`);
  });
  const product = await startProduct({
    UNITGRAPH_EXAMPLES: join(folder, 'examples'),
    UNITGRAPH_DASHBOARD: 'off',
    UNITGRAPH_MAX_UPLOAD_MB: '4096',
  });
  try {
    console.log(`| ${(await measure(product, name, models)).join(' | ')} |`);
  } finally {
    await product.stop();
    for (const model of models) rmSync(model);
  }
}
rmSync(folder, { recursive: true });

async function measure(product, name, models) {
  const ask = asker(product.address);
  const seconds = [];
  const networks = [];
  for (const [seed, model] of models.entries()) {
    const upload = await fetch(`${product.address}/blobs`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: createReadStream(model),
      duplex: 'half',
    });
    const { digest } = await upload.json();
    const preset = name === 'mlp' || name === 'decoder' ? '' : ', preset: IMAGENET';
    const begin = performance.now();
    const { importNetwork } = await ask(
      `mutation { importNetwork(input: { file: "${digest}", slug: "${name}-${seed}"${preset} }) {
        ... on Network { id unitCount inputShape layers(first: 500) { totalCount nodes { kind } } } ... on Refused { message } } }`,
    );
    if (importNetwork.id === undefined) throw new Error(importNetwork.message);
    seconds.push((performance.now() - begin) / 1000);
    networks.push(importNetwork);
  }
  const peak = peakOf(product.process.pid);
  const begin = performance.now();
  const kinds = new Set(networks[0].layers.nodes.map(({ kind }) => kind));
  let compared = 0;
  for (const kind of kinds) compared += await compareAll(ask, networks, kind);
  const [network] = networks;
  if (compared !== network.layers.totalCount) throw new Error(`${compared} of ${network.layers.totalCount} compared.`);
  const spent = (performance.now() - begin) / 1000;
  return [
    name,
    network.inputShape.map((extent) => extent || 'any').join(' x '),
    Math.round(statSync(models[0]).size / 1e6),
    network.layers.totalCount,
    network.unitCount.toLocaleString('en'),
    seconds[0].toFixed(1),
    peak,
    spent.toFixed(0),
    peakOf(product.process.pid),
  ];
}

/** Asks until nothing is pending; layers whose twins have a number. */
async function compareAll(ask, networks, kind) {
  for (;;) {
    const { convergence } = await ask(COMPARISON, { networks: networks.map(({ id }) => id), kind });
    const points = convergence.pairs.flatMap((pair) => pair.points);
    const isPending = ({ comparison: { greedy } }) => greedy?.__typename === 'Computation' && greedy.state !== 'FAILED';
    if (points.some(isPending)) continue;
    // No mean where all units of a layer are dead: random gates may be closed on all stimuli.
    const broken = points.find(({ comparison }) => comparison.greedy?.__typename !== 'Matching');
    if (broken !== undefined) throw new Error(`No number for ${broken.layer}: ${JSON.stringify(broken.comparison)}`);
    return points.length;
  }
}

function asker(address) {
  return async (query, variables) => {
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'wait=280' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await answer.json();
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join(' '));
    return data;
  };
}

/** Highest memory of the process that computes, in MB: the server's only child when there is no dashboard. */
function peakOf(server) {
  const status = (pid) => readFileSync(`/proc/${pid}/status`, 'utf8');
  const child = readdirSync('/proc').find((pid) => {
    try {
      return /^\d+$/.test(pid) && new RegExp(`^PPid:\\s+${server}$`, 'm').test(status(pid));
    } catch {
      // Ended meanwhile.
      return false;
    }
  });
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status(child))?.[1]) / 1000);
}
