import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { askerOf, askerOfConnection } from '../../apps/server/dist/index.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

const DEAR = `{ ${['conv1', 'conv2', 'conv3'].map((layer) => `${layer}: compare(left: "layer:alexnet-1/${layer}", right: "layer:alexnet-2/${layer}") { ... on LayerComparison { similarity(by: RSA) { __typename } } }`).join(' ')} }`;
const CHEAP = '{ node(id: "layer:alexnet-1/fc8") { ... on Layer { summary { __typename } } } }';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    home: mkdtempSync(join(tmpdir(), 'unitgraph-askers-')),
    environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_SECONDS: '2' },
  });
});
afterAll(() => server.stop());

const post = (query: string, headers: Record<string, string> = {}) =>
  fetch(new URL('/graphql', server.address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

describe('an operation over the limit of its price', () => {
  it('is refused over HTTP, with a status that says so', async () => {
    const answer = await post(DEAR);
    expect(answer.status).toBe(400);
    const { data, errors } = (await answer.json()) as { data?: unknown; errors: { extensions: object }[] };
    expect(data ?? null).toBeNull();
    expect(errors.length).toBe(1);
    expect(errors[0]?.extensions).toMatchObject({ code: 'OVER_LIMIT', limit: 2 });
  });

  it('is refused over the WebSocket', async () => {
    const client = createClient({
      url: `${server.address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { client: 'a test', urgency: 2 },
    });
    const answers = [];
    for await (const answer of client.iterate({ query: DEAR })) answers.push(answer);
    expect(answers).toEqual([
      { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'OVER_LIMIT', limit: 2 }) })] },
    ]);
    await client.dispose();
  });
});

describe('Prefer: respond-async', () => {
  it('waits for nothing', async () => {
    const { data } = (await (await post(CHEAP, { prefer: 'respond-async, wait=100' })).json()) as {
      data: { node: { summary: { __typename: string } } };
    };
    expect(data.node.summary.__typename).toBe('Computation');
  });
});

describe('who asks', () => {
  it.each([
    [{}, 'at 10.0.0.1', 0],
    [{ priority: 'u=0' }, 'at 10.0.0.1', 3],
    [{ priority: 'u=7, i' }, 'at 10.0.0.1', -4],
    [{ priority: 'i, u=5' }, 'at 10.0.0.1', -2],
    [{ 'x-unitgraph-client': 'notebook' }, 'notebook', 0],
    [{ 'x-unitgraph-client': 'n'.repeat(5_000) }, 'n'.repeat(100), 0],
    // What cannot be read counts as not said.
    [{ priority: 'u=8' }, 'at 10.0.0.1', 0],
    [{ priority: 'u=1.5' }, 'at 10.0.0.1', 0],
    [{ priority: 'u=12' }, 'at 10.0.0.1', 0],
    [{ priority: 'urgent' }, 'at 10.0.0.1', 0],
  ])('by headers %j', (headers, client, priority) => {
    expect(askerOf(headers, '10.0.0.1')).toEqual({ client, priority });
  });

  it('by the parameters of a connection, else by its headers', () => {
    const headers = { priority: 'u=6', 'x-unitgraph-client': 'by header' };
    expect(askerOfConnection(undefined, headers, 'x')).toEqual({ client: 'by header', priority: -3 });
    expect(askerOfConnection({ client: 'me', urgency: 1 }, headers, 'x')).toEqual({ client: 'me', priority: 2 });
    expect(askerOfConnection({ client: 7, urgency: 'u' }, headers, 'x')).toEqual({ client: 'by header', priority: 0 });
  });
});
