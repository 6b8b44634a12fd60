import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startServer } from '../support/runningServer.js';

const FINISHED =
  '{ node(id: "layer:alexnet-1/conv1") { ... on Layer { summary { __typename ... on LayerSummary { live meanActivation } } } } }';
const LONG = `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matching { ... on Matching {
  baseline(repeats: 100) { __typename ... on Computation { id state } ... on Baseline { mean } } } ... on Computation { id state } } } } }`;
const COMPUTATIONS =
  '{ computations(first: 100) { nodes { id title state error startedAt } } engine { queue { computedSinceStart } } }';

interface Told {
  computations: {
    nodes: { id: string; title: string; state: string; error: string | null; startedAt: string | null }[];
  };
  engine: { queue: { computedSinceStart: number } };
}

/** Files of the store with the time of their last change. */
function filesOf(home: string, space: string): Map<string, number> {
  const folder = join(home, 'store', space);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return new Map(files.map((path) => [path, statSync(path).mtimeMs]));
}

/** Children of a process that are still there. */
function childrenOf(pid: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        return readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        // It ended while we looked.
        return false;
      }
    });
}

describe.skipIf(process.platform !== 'linux')('kill -9 in the middle of a computation', () => {
  it('loses nothing finished, computes nothing twice, and says what was lost', async () => {
    const environment = { UNITGRAPH_DASHBOARD: 'off' };
    const first = await startServer({ environment });
    const before = await first.query(FINISHED);
    // The first of its inputs are there, and it runs: then the plug is pulled.
    await first.query(
      '{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matching { __typename } } } }',
    );
    const { compare } = await first.query<{ compare: { matching: { baseline: { id: string; state: string } } } }>(
      LONG,
      {},
      { prefer: 'wait=0.5' },
    );
    const { id } = compare.matching.baseline;
    await until(async () =>
      (await first.query<Told>(COMPUTATIONS)).computations.nodes.some(
        (node) => node.id === id && node.state === 'RUNNING',
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    const children = childrenOf(first.process.pid);
    expect(children.length).toBeGreaterThan(0);
    await first.stop({ signal: 'SIGKILL', keep: true });
    // The compute process sees that it is alone.
    await until(async () => children.every((child) => !isThere(child)));
    const kept = filesOf(first.home, 'values');
    const blobs = filesOf(first.home, 'blobs');

    const second = await startServer({ home: first.home, environment });
    try {
      expect(await second.query(FINISHED)).toEqual(before);
      const told = await second.query<Told>(COMPUTATIONS);
      expect(told.engine.queue.computedSinceStart).toBe(0);
      const lost = told.computations.nodes.find((node) => node.id === id);
      expect(lost).toMatchObject({ state: 'FAILED' });
      expect(lost?.error).toMatch(/server ended before this was finished\. Ask again/);
      const again = await second.query<{ compare: { matching: { baseline: { __typename: string } } } }>(
        LONG,
        {},
        { prefer: 'wait=60' },
      );
      expect(again.compare.matching.baseline.__typename).toBe('Baseline');
      // One new value, the one that was lost; all others are the same files.
      const now = filesOf(first.home, 'values');
      for (const [path, time] of kept) expect(now.get(path)).toBe(time);
      expect(now.size).toBe(kept.size + 1);
      expect(filesOf(first.home, 'blobs')).toEqual(blobs);
      expect(filesOf(first.home, 'temporary').size).toBe(0);
    } finally {
      await second.stop();
    }
  }, 90_000);
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function until(met: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await met())) {
    if (Date.now() > deadline) throw new Error('It did not come to that within 20 s.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
