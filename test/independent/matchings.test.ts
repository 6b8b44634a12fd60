import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';

/** A Python that has NumPy and SciPy, or why there is none. */
function findPython(): { readonly python: string } | { readonly absent: string } {
  const python = process.env.UNITGRAPH_TEST_PYTHON ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import numpy, scipy.optimize'], { stdio: 'pipe' });
    return { python };
  } catch (error) {
    return { absent: `${python} cannot import NumPy and SciPy (${String(error).split('\n').at(-2) ?? error})` };
  }
}

const found = findPython();
// Continuous integration has no excuse: it sets up Python itself.
if ('absent' in found && process.env.UNITGRAPH_TEST_PYTHON !== undefined) throw new Error(found.absent);

const LAYERS = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5'];

describe.skipIf('absent' in found)(
  `what the API serves, computed again by NumPy and SciPy${'absent' in found ? `: ${found.absent}` : ''}`,
  () => {
    let server: RunningServer;
    let folder: string;
    beforeAll(async () => {
      server = await startServer();
      folder = mkdtempSync(join(tmpdir(), 'unitgraph-recordings-'));
    });
    afterAll(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });

    it('greedy, assignment and agreement of five layers of two networks are equal', async () => {
      const served = [];
      const files: string[] = [];
      for (const layer of LAYERS) {
        const side = (network: string) =>
          `node(id: "layer:${network}/${layer}") { ... on Layer { recording { ... on Recording { npy samples unitCount } } } }`;
        const data = await server.query<{
          left: { recording: { npy: string; samples: number } };
          right: { recording: { npy: string } };
          compare: { samples: number; greedy: Served; assignment: Served };
        }>(
          `{ left: ${side('alexnet-1')} right: ${side('alexnet-2')}
           compare(left: "layer:alexnet-1/${layer}", right: "layer:alexnet-2/${layer}") { ... on LayerComparison {
             samples
             greedy: matching(rule: GREEDY) { ...numbers }
             assignment: matching(rule: ASSIGNMENT) { ...numbers } } } }
         fragment numbers on Matching { mean matchedCount agreement deadLeft deadRight }`,
          {},
          { prefer: 'wait=60' },
        );
        served.push(data.compare);
        for (const [name, recording] of [
          ['left', data.left.recording],
          ['right', data.right.recording],
        ] as const) {
          const answer = await fetch(new URL(recording.npy, server.address));
          expect(answer.status).toBe(200);
          const file = join(folder, `${layer}-${name}.npy`);
          writeFileSync(file, new Uint8Array(await answer.arrayBuffer()));
          files.push(file);
        }
      }
      const script = join(import.meta.dirname, 'matchings.py');
      const computed = JSON.parse(
        execFileSync('python' in found ? found.python : '', [script, ...files], { encoding: 'utf8' }),
      ) as Computed[];
      expect(computed.length).toBe(LAYERS.length);
      computed.forEach((numpy, index) => {
        const { samples, greedy, assignment } = served[index]!;
        expect(samples).toBe(numpy.samples);
        expect(greedy.mean).toBeCloseTo(numpy.greedy, 7);
        expect(assignment.mean).toBeCloseTo(numpy.assignment, 7);
        expect(assignment.matchedCount).toBe(numpy.matched);
        expect(assignment.agreement).toBeCloseTo(numpy.agreement, 10);
        expect([assignment.deadLeft, assignment.deadRight]).toEqual([numpy.dead_left, numpy.dead_right]);
      });
    });
  },
);

interface Served {
  readonly mean: number;
  readonly matchedCount: number;
  readonly agreement: number;
  readonly deadLeft: number;
  readonly deadRight: number;
}

interface Computed {
  readonly samples: number;
  readonly greedy: number;
  readonly assignment: number;
  readonly matched: number;
  readonly agreement: number;
  readonly dead_left: number;
  readonly dead_right: number;
}
