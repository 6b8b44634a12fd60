/**
 * A recording that is larger than memory may be: generated, imported, interrupted by kill -9 at a random moment, gone on
 * with, compared with another. UNITGRAPH_BENCHMARK_GB says how large (default 1). Prints times, and the most memory that
 * the server, its import process and its compute process held, each and together. Linux only: it reads /proc.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './product.mjs';

const GIGABYTES = Number(process.env.UNITGRAPH_BENCHMARK_GB ?? 1);
const UNITS = 2048;
const OTHER_UNITS = 64;
/** A quarter of a gigabyte a shard. */
const PER_SHARD = 2 ** 15;
const PIECE = 1024;

const shardCount = Math.max(2, Math.round((GIGABYTES * 1e9) / (PER_SHARD * UNITS * 4)));
const stimuli = shardCount * PER_SHARD;
const home = mkdtempSync(join(tmpdir(), 'unitgraph-large-'));
const examples = mkdtempSync(join(tmpdir(), 'unitgraph-none-'));
const root = join(import.meta.dirname, '..');

// Numbers that look like nothing: a table of normals, read from places that no two shards share.
const TABLE = 2 ** 20;
const table = new Float32Array(TABLE);
for (let index = 0, state = 1; index < TABLE; index++) {
  let sum = 0;
  for (let part = 0; part < 4; part++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    sum += state / 2 ** 32;
  }
  table[index] = (sum - 2) * Math.sqrt(3);
}
const noise = (stimulus, unit) => table[(Math.imul(stimulus, 2654435761) + Math.imul(unit, 40503)) & (TABLE - 1)];

/** Activations of some stimuli: unit u follows unit u mod 64 of the other recording, under noise that grows with u. */
function piece(first, count, units) {
  const values = new Float32Array(count * units);
  for (let row = 0; row < count; row++) {
    for (let unit = 0; unit < units; unit++) {
      const own = noise(first + row, unit % OTHER_UNITS);
      values[row * units + unit] = units === OTHER_UNITS ? own : own + (unit / units) * noise(first + row, 7919 + unit);
    }
  }
  return Buffer.from(values.buffer);
}

function npyHeader(shape) {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')}), }`;
  const padded = `${text.padEnd(Math.ceil((11 + text.length) / 64) * 64 - 11)}\n`;
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]),
    Buffer.from(padded, 'latin1'),
  ]);
}

const recordingOf = (layer, units) => ({
  layer,
  shape: [stimuli, units],
  unitAxis: 1,
  dtype: 'float32',
  shards: Array.from({ length: shardCount }, (_, part) => ({ file: `${layer}-${part}.npy`, stimuli: PER_SHARD })),
});
const manifest = {
  format: 'unitgraph-recordings',
  version: 1,
  network: { slug: 'large' },
  probeSet: { digest: 'ab'.repeat(32), slug: 'seen', count: stimuli },
  recordings: [recordingOf('large', UNITS), recordingOf('small', OTHER_UNITS)],
};

let server;
const peaks = new Map();
let peakTogether = 0;

async function start() {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'apps/server/dist/main.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      UNITGRAPH_HOME: home,
      UNITGRAPH_EXAMPLES: examples,
      UNITGRAPH_DASHBOARD: 'off',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  server = { child, address: `http://127.0.0.1:${port}` };
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server did not start. Build first: npm run build.');
    const ready = await fetch(`${server.address}/ready`).catch(() => undefined);
    if (ready?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stop(signal) {
  const ended = new Promise((resolve) => server.child.once('exit', resolve));
  server.child.kill(signal);
  await ended;
}

/** Resident bytes of the server and its children, now; keeps the highest. */
function measure() {
  let together = 0;
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const parent = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1).split(' ')[1];
      const own = Number(name) === server.child.pid;
      if (!own && Number(parent) !== server.child.pid) continue;
      const bytes = 1024 * Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0);
      const called = own ? 'server' : `child ${name}`;
      peaks.set(called, Math.max(peaks.get(called) ?? 0, bytes));
      together += bytes;
    } catch {
      // It ended while we looked.
    }
  }
  peakTogether = Math.max(peakTogether, together);
}

async function begin() {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server.address}/imports`, { method: 'POST', headers, body: JSON.stringify(manifest) });
  const body = await answer.json();
  if (body.errors !== undefined) throw new Error(body.errors[0].message);
  return body;
}

function send(digest, shard) {
  const units = shard < shardCount ? UNITS : OTHER_UNITS;
  const first = (shard % shardCount) * PER_SHARD;
  const header = npyHeader([PER_SHARD, units]);
  return new Promise((resolve, reject) => {
    const upload = request(
      `${server.address}/imports/${digest}/shards/${shard}`,
      { method: 'PUT', headers: { 'content-length': header.length + PER_SHARD * units * 4 } },
      (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          if (answer.statusCode === 200) resolve(JSON.parse(Buffer.concat(parts)));
          else reject(new Error(Buffer.concat(parts).toString()));
        });
        answer.on('error', reject);
      },
    );
    upload.on('error', reject);
    upload.write(header);
    let row = 0;
    const more = () => {
      while (row < PER_SHARD) {
        row += PIECE;
        if (!upload.write(piece(first + row - PIECE, PIECE, units))) return upload.once('drain', more);
      }
      upload.end();
    };
    more();
  });
}

async function query(text) {
  for (;;) {
    const headers = { 'content-type': 'application/json', prefer: 'wait=250' };
    const answer = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: text }),
    });
    const body = await answer.json();
    if (body.errors !== undefined) throw new Error(body.errors[0].message);
    if (!JSON.stringify(body).includes('"Computation"')) return body.data;
  }
}

const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);
const bytes = (shardCount * PER_SHARD * (UNITS + OTHER_UNITS) * 4) / 1e9;
const timer = setInterval(measure, 100);
try {
  await start();
  const from = performance.now();
  const { digest, missing } = await begin();
  // Killed at a random moment of the middle third.
  const killedAt = Math.floor((shardCount * (1 + Math.random())) / 3);
  let killed;
  for (const shard of missing) {
    const sending = send(digest, shard);
    if (shard === killedAt) {
      killed = sending.catch(() => 'cut off');
      await new Promise((resolve) => setTimeout(resolve, 1000 * Math.random()));
      await stop('SIGKILL');
      console.log(
        `killed at shard ${shard} of ${missing.length} after ${seconds(from)} s; its answer: ${JSON.stringify(await killed).slice(0, 40)}`,
      );
      break;
    }
    await sending;
  }
  await start();
  const again = await begin();
  console.log(`started again: ${again.receivedCount} shards are there, ${again.missing.length} are to be sent`);
  let state = again.state;
  for (const shard of again.missing) ({ state } = await send(digest, shard));
  console.log(
    `import of ${bytes.toFixed(1)} GB in ${missing.length} shards, with one kill: ${seconds(from)} s, ${state}`,
  );
  const importPeak = peakTogether;
  const compared = performance.now();
  const { compare } = await query(
    '{ compare(left: "layer:large/large", right: "layer:large/small") { ... on LayerComparison { samples matching(rule: GREEDY) { __typename ... on Matching { mean } ... on Computation { error } } } } }',
  );
  console.log(
    `compared with another over ${compare.samples} samples in ${seconds(compared)} s: mean ${compare.matching.mean}`,
  );
  measure();
  for (const [name, peak] of peaks) console.log(`${name}: ${(peak / 2 ** 20).toFixed(0)} MiB at most`);
  console.log(
    `together: ${(importPeak / 2 ** 20).toFixed(0)} MiB at most while importing, ${(peakTogether / 2 ** 20).toFixed(0)} MiB at any time`,
  );
  await stop('SIGTERM');
} finally {
  clearInterval(timer);
  server?.child.kill('SIGKILL');
  for (const folder of [home, examples]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
