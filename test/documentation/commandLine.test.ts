import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encodeNpy } from '@unitgraph/analysis';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeZip } from '../arrays/writeZip.js';
import { PROGRAM } from '../support/commandLine.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

const ROOT = join(import.meta.dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/commandLine.md'), 'utf8');
const lines = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.trim().split('\n'));
/** Serving has no end: test/commandLine/serve.test.ts does it. */
const ending = lines.filter((line) => !line.startsWith('npx unitgraph serve'));

let server: RunningServer;
let folder: string;
beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
  folder = mkdtempSync(join(tmpdir(), 'unitgraph-documented-'));
  copyFileSync(join(ROOT, 'examples/digits/networks/alexnet-1.onnx'), join(folder, 'network.onnx'));
  writeFileSync(
    join(folder, 'matching.graphql'),
    `query ($left: ID!, $right: ID!) { compare(left: $left, right: $right) {
      ... on LayerComparison { matching { ... on Matching { mean } } } } }`,
  );
  writeFileSync(join(folder, 'variables.json'), '{"left": "layer:mine/conv1", "right": "layer:alexnet-1/conv1"}');
  mkdirSync(join(folder, 'recordings'));
  writeFileSync(
    join(folder, 'recordings/fc.npy'),
    encodeNpy(
      '<f4',
      [1_797, 2],
      Float32Array.from({ length: 3_594 }, (_, index) => Math.sin(index * index)),
    ),
  );
  for (const [place, name] of ['cat/a', 'cat/b', 'dog/a'].entries()) {
    mkdirSync(dirname(join(folder, 'pets', name)), { recursive: true });
    const noise = Uint8Array.from({ length: 300 * 260 * 3 }, (_, index) => (index * index * (place + 3)) % 251);
    writeFileSync(
      join(folder, `pets/${name}.png`),
      await sharp(noise, { raw: { width: 300, height: 260, channels: 3 } })
        .png()
        .toBuffer(),
    );
  }
  const pets = ['cat/a.png', 'cat/b.png', 'dog/a.png'];
  const zipped = pets.map((name) => ({ name, bytes: readFileSync(join(folder, 'pets', name)) }));
  writeFileSync(join(folder, 'pets.zip'), writeZip(zipped));
  const sounds = Float32Array.from({ length: 12 }, (_, index) => Math.sin(index));
  writeFileSync(join(folder, 'sounds.npy'), encodeNpy('<f4', [4, 3], sounds));
  writeFileSync(join(folder, 'sounds.txt'), 'low\nhigh\nlow\nhigh\n');
  const shards = [{ file: 'fc.npy', stimuli: 1_797 }];
  writeFileSync(
    join(folder, 'recordings/manifest.json'),
    JSON.stringify({
      format: 'unitgraph-recordings',
      version: 1,
      network: { slug: 'elsewhere' },
      probeSet: { slug: 'digits' },
      recordings: [{ layer: 'fc', shape: [1_797, 2], unitAxis: 1, dtype: 'float32', shards }],
    }),
  );
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the commands of docs/commandLine.md', () => {
  it('are all there, in the order of the page', () => {
    const shown = [...new Set(lines.map((line) => line.split(' ')[2]))];
    expect(shown).toEqual(['serve', 'import', 'record', 'query', 'export', 'status', 'remove']);
  });

  it.each(ending)('run: %s', (line) => {
    const shell = line.replace(/^npx unitgraph/, `"${process.execPath}" "${PROGRAM}"`);
    const environment = { ...process.env, UNITGRAPH_SERVER: server.address };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', shell], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    });
    expect(stderr).not.toMatch(/^unitgraph:/m);
    expect(status).toBe(0);
    expect(stdout).not.toBe('');
    const output = /--output (\S+)/.exec(line)?.[1];
    if (output !== undefined) expect(existsSync(join(folder, output))).toBe(true);
  });

  it('have the exit codes of the help', () => {
    const { stdout } = spawnSync(process.execPath, [PROGRAM, '--help'], { encoding: 'utf8' });
    const listed = [...(stdout.split('Exit codes:')[1] ?? '').matchAll(/^ {2}(\d+) +/gm)].map(([, code]) => code);
    expect([...text.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code)).toEqual(listed);
  });
});
