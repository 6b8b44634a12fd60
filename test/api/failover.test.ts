import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { type RunningServer, readEnvironment, startServer } from '../../apps/server/dist/index.js';

/** Half a second of products, of which every value follows. */
const MATCHING = `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison {
  matching(rule: GREEDY) { ... on Matching { mean } ... on Computation { id state error } } } } }`;
const ENGINE = '{ engine { backend device reason calibrated backends { name available device reason } } }';
const COMPUTATIONS = '{ computations(first: 50) { nodes { kind state notice error } } }';

const running: { readonly server: RunningServer; readonly home: string }[] = [];

afterEach(async () => {
  for (const { server, home } of running.splice(0)) {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
});

/** A server that computes on the backends of a module in `test/support/backends`. */
async function serverOn(name: string, variables: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'unitgraph-failover-'));
  const environment = readEnvironment({ PORT: '0', UNITGRAPH_HOME: home, UNITGRAPH_DASHBOARD: 'off', ...variables });
  const module = join(import.meta.dirname, '../support/backends', `${name}.mjs`);
  const server = await startServer(environment, { candidates: pathToFileURL(module).href });
  running.push({ server, home });
  await server.ready;
  const ask = async (query: string) => {
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json', prefer: 'wait=60' };
    const { data, errors } = (await (
      await fetch(`${server.address}/graphql`, { method: 'POST', body, headers })
    ).json()) as {
      // biome-ignore lint/suspicious/noExplicitAny: the query says the shape.
      data: any;
      errors?: { message: string }[];
    };
    if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
    return data;
  };
  return { ask, home };
}

it('a device that runs out of memory is replaced while it computes, and says so wherever one looks', async () => {
  const { ask } = await serverOn('outOfMemory');
  const before = (await ask(ENGINE)).engine;
  expect(before).toMatchObject({ backend: 'tensorflow', reason: 'the first that opened', calibrated: false });
  // As the README has it from an engine whose device never failed.
  expect((await ask(MATCHING)).compare.matching.mean).toBeCloseTo(0.6863956, 5);
  const { engine } = await ask(ENGINE);
  expect(engine).toMatchObject({
    backend: 'onnxruntime',
    reason: expect.stringMatching(/^took the place of tensorflow/),
  });
  expect(engine.backends[0]).toEqual({
    name: 'tensorflow',
    available: false,
    device: 'a weak tensorflow',
    reason: expect.stringMatching(/^failed in use at 20\S+Z: CUDA_ERROR_OUT_OF_MEMORY: out of memory$/),
  });
  const { nodes } = (await ask(COMPUTATIONS)).computations;
  const noticed = nodes.filter(({ notice }: { notice: string | null }) => notice !== null);
  expect(noticed.length).toBeGreaterThan(0);
  for (const { state, notice } of noticed) {
    expect(state).toBe('DONE');
    expect(notice).toMatch(/^The backend tensorflow failed in use .*out of memory\. onnxruntime took its place/);
  }
});

it('a driver that ends the process is given up after two times, though it was asked for, and nothing finished is lost', async () => {
  const { ask, home } = await serverOn('crashing', { UNITGRAPH_BACKEND: 'tensorflow' });
  const failures: string[] = [];
  let mean: number | undefined;
  for (let asked = 0; asked < 4 && mean === undefined; asked++) {
    const { matching } = (await ask(MATCHING)).compare;
    if (matching.mean === undefined) failures.push(`${matching.state}: ${matching.error}`);
    mean = matching.mean;
  }
  expect(mean).toBeCloseTo(0.6863956, 5);
  expect(failures).toEqual([
    expect.stringMatching(
      /^FAILED: .* was killed by SIGSEGV .* inside the backend tensorflow\. Ask again: it is started/,
    ),
    expect.stringMatching(/^FAILED: .* inside the backend tensorflow\. Ask again: .* without that backend/),
  ]);
  const { engine } = await ask(ENGINE);
  expect(engine.backend).toBe('onnxruntime');
  expect(engine.backends[0]).toMatchObject({
    available: false,
    reason: expect.stringMatching(
      /^passed over: the compute process was killed by SIGSEGV inside it, 2 times, last at/,
    ),
  });
  // The recordings were finished when it ended, and were not made again.
  const { nodes } = (await ask(COMPUTATIONS)).computations;
  const recordings = nodes.filter(({ kind }: { kind: string }) => kind === 'recording');
  expect(recordings.map(({ state }: { state: string }) => state)).toEqual(['DONE', 'DONE']);
  expect(readdirSync(home).filter((file) => file.startsWith('.at-work'))).toEqual([]);
});
