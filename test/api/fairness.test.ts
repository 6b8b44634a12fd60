import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';

/** Computations of one client, each a second or so. */
const MANY = 10;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    home: mkdtempSync(join(tmpdir(), 'unitgraph-fairness-')),
    environment: { UNITGRAPH_DASHBOARD: 'off' },
  });
  // What all need is there before anybody waits for a turn.
  await ask('anybody', baselineOf(0));
});
afterAll(() => server.stop());

function baselineOf(seed: number): string {
  return `{ compare(left: "layer:alexnet-1/conv3", right: "layer:alexnet-2/conv3") { ... on LayerComparison {
    matching(rule: GREEDY) { ... on Matching { baseline(kind: ROTATION, repeats: 40, seed: ${seed}) { __typename } } } } } }`;
}

async function ask(client: string, query: string, headers: Record<string, string> = {}) {
  const answer = await fetch(new URL('/graphql', server.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-unitgraph-client': client, prefer: 'wait=120', ...headers },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await answer.json()) as { data: Record<string, never>; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** How many computations wait or are at work. */
async function unfinished(): Promise<number> {
  const data = await ask('a watcher', '{ computations(states: [QUEUED, RUNNING]) { totalCount } }');
  return (data.computations as { totalCount: number }).totalCount;
}

async function flood(client: string, first: number): Promise<void> {
  for (let seed = first; seed < first + MANY; seed++) await ask(client, baselineOf(seed), { prefer: 'wait=0' });
}

describe('over HTTP', () => {
  it('who asks for one thing has it while most of what another asked for before still waits', async () => {
    await flood('a batch', 100);
    const before = await unfinished();
    expect(before).toBeGreaterThanOrEqual(MANY - 1);
    await ask('a person', baselineOf(200));
    expect(await unfinished()).toBeGreaterThanOrEqual(before - 3);
  });

  it('what is urgent comes before what the same client asked for later', async () => {
    // The batch of before keeps the device busy.
    expect(await unfinished()).toBeGreaterThan(2);
    const urgent = ask('a batch', baselineOf(201), { priority: 'u=0' });
    await flood('a batch', 300);
    await urgent;
    expect(await unfinished()).toBeGreaterThanOrEqual(MANY);
  });
});
