import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeNpy } from '@unitgraph/analysis';
import { decode, encode } from 'fast-png';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { writeZip } from '../arrays/writeZip.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

const MEAN = 'reduction: {kind: MEAN}';
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    home: mkdtempSync(join(tmpdir(), 'unitgraph-http-')),
    environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_UPLOAD_MB: '1' },
  });
});
afterAll(() => server.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, server.address), { headers });
const messageOf = async (answer: Response): Promise<string> =>
  ((await answer.json()) as { errors: { message: string }[] }).errors[0]?.message ?? '';

describe('strangers', () => {
  const statusOf = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(new URL('/graphql?query={__typename}', server.address), {
        headers: { 'apollo-require-preflight': 'true', ...headers },
      });
      asked.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on('error', reject);
      asked.end();
    });

  it('names that point to this machine from elsewhere are not answered to', async () => {
    expect(await statusOf({})).toBe(200);
    expect(await statusOf({ host: `localhost:${new URL(server.address).port}` })).toBe(200);
    expect(await statusOf({ host: 'evil.example' })).toBe(403);
    expect(await statusOf({ host: '127.0.0.1.evil.example' })).toBe(403);
  });

  it('pages of other sites are not answered', async () => {
    expect(await statusOf({ origin: server.address })).toBe(200);
    expect(await statusOf({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await statusOf({ origin: 'null' })).toBe(403);
  });
});

describe('files', () => {
  it('a matrix is what its matching says, immutable, and known by its tag', async () => {
    const { compare } = await server.query<{
      compare: {
        matrix: { npy: string; rows: number; columns: number; maximum: number };
        matching: { matches: { nodes: { value: number; source: { index: number }; target: { index: number } }[] } };
      };
    }>(
      `{ compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1", ${MEAN}) { ... on LayerComparison {
         matrix { ... on Matrix { npy rows columns maximum } } matching { ... on Matching { matches(first: 32) { nodes { value source { index } target { index } } } } } } } }`,
    );
    const { npy, rows, columns } = compare.matrix;
    const answer = await get(npy);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const array = decodeNpy(new Uint8Array(await answer.arrayBuffer()));
    expect([array.type, array.shape, array.fortranOrder]).toEqual(['<f4', [rows, columns], false]);
    for (const { value, source, target } of compare.matching.matches.nodes) {
      expect(array.data[source.index * columns + target.index]).toBeCloseTo(value, 6);
    }
    expect((await get(npy, { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('a recording is samples x units, unit after unit', async () => {
    const { node } = await server.query<{
      node: {
        recording: { npy: string; samples: number; unitCount: number; shards: number };
        unit: { statistics: { mean: number } };
      };
    }>(
      '{ node(id: "layer:alexnet-1/conv1") { ... on Layer { recording { ... on Recording { npy samples unitCount shards } } unit(index: 7) { statistics { ... on UnitStatistics { mean } } } } } }',
    );
    const { npy, samples, unitCount } = node.recording;
    const array = decodeNpy(new Uint8Array(await (await get(npy)).arrayBuffer()));
    expect([array.shape, array.fortranOrder]).toEqual([[samples, unitCount], true]);
    const unit = Array.from(array.data as Float32Array).slice(7 * samples, 8 * samples);
    expect(unit.reduce((sum, value) => sum + value, 0) / samples).toBeCloseTo(node.unit.statistics.mean, 6);
  });

  it('stimuli are PNG, in whole and cropped beyond their edges', async () => {
    const { probeSets } = await server.query<{ probeSets: { nodes: { stimulus: { image: string } }[] } }>(
      '{ probeSets { nodes { stimulus(index: 3) { image } } } }',
    );
    const image = probeSets.nodes[0]?.stimulus.image ?? '';
    for (const [path, width, height] of [
      [image, 8, 8],
      [`${image}?crop=-1,-2,4,9`, 11, 5],
    ] as const) {
      const answer = await get(path);
      expect(answer.headers.get('content-type')).toBe('image/png');
      const bytes = new DataView(await answer.arrayBuffer());
      expect([bytes.getUint32(16), bytes.getUint32(20)]).toEqual([width, height]);
    }
  });

  it.each(['1,2', '1,2,3,x', '5,5,5,9', '9,0,1,4', '0,0,99999,4', '-4000,0,4,4', ''])(
    'a crop that is none is refused: %s',
    async (crop) => {
      const { probeSets } = await server.query<{ probeSets: { nodes: { stimulus: { image: string } }[] } }>(
        '{ probeSets { nodes { stimulus(index: 3) { image } } } }',
      );
      const answer = await get(`${probeSets.nodes[0]?.stimulus.image}?crop=${crop}`);
      expect(answer.status).toBe(400);
      expect(await messageOf(answer)).toMatch(/is no box: give top,left,bottom,right/);
    },
  );

  it.each([
    '/matrices/abc.npy',
    `/matrices/${'0'.repeat(64)}.npy`,
    '/recordings/..%2f..%2fetc.npy',
    '/stimuli/nothing/0.png',
  ])('that are not there are 404 in one line: %s', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await messageOf(answer)).toMatch(/^There is no/);
  });
});

describe('uploads', () => {
  const post = (body: Uint8Array | string, headers: Record<string, string>) =>
    fetch(new URL('/blobs', server.address), { method: 'POST', body: body as BodyInit, headers });

  it('become blobs named by their digest, and a file that is no model is refused in words', async () => {
    const answer = await post('no model at all', { 'content-type': 'application/octet-stream' });
    expect(answer.status).toBe(201);
    const { digest, bytes } = (await answer.json()) as { digest: string; bytes: number };
    expect(bytes).toBe(15);
    const { importNetwork } = await server.query<{ importNetwork: { message: string; remedy: string } }>(
      'mutation($file: String!) { importNetwork(input: {file: $file, slug: "mine"}) { ... on Refused { message remedy } } }',
      { file: digest },
    );
    expect(importNetwork.message).toMatch(/ONNX/);
    expect(importNetwork.remedy).not.toBe('');
  });

  it('of stimuli become a probe set, whose pictures are there whole and small', async () => {
    const pixels = Uint8Array.from({ length: 60 * 120 * 3 }, (_, at) => (at % 3 === 0 ? 200 : 10));
    const bytes = encode({ width: 120, height: 60, data: pixels, channels: 3, depth: 8 });
    const zip = writeZip([{ name: 'red.png', bytes }]);
    const { digest } = (await (await post(zip, { 'content-type': 'application/zip' })).json()) as { digest: string };
    const { importProbeSet } = await server.query<{
      importProbeSet: { stimulus: { image: string; thumbnail: string } };
    }>(
      'mutation ($file: String!) { importProbeSet(input: { file: $file, slug: "red" }) { ... on ProbeSet { stimulus(index: 0) { image thumbnail } } } }',
      { file: digest },
      { prefer: 'wait=60' },
    );
    const { image, thumbnail } = importProbeSet.stimulus;
    const whole = decode(new Uint8Array(await (await get(image)).arrayBuffer()));
    expect([whole.width, whole.height]).toEqual([120, 60]);
    expect(whole.data).toEqual(pixels);
    const answer = await get(thumbnail);
    const small = decode(new Uint8Array(await answer.arrayBuffer()));
    expect([small.width, small.height, small.channels]).toEqual([96, 48, 3]);
    expect(new Set(small.data)).toEqual(new Set([200, 10]));
    const tag = answer.headers.get('etag') as string;
    const again = await fetch(new URL(thumbnail, server.address), { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
  });

  it('larger than the limit are refused, and leave nothing', async () => {
    const answer = await post(new Uint8Array(1_100_000), { 'content-type': 'application/octet-stream' });
    expect(answer.status).toBe(413);
    expect(await messageOf(answer)).toMatch(/larger than 1 MB.*UNITGRAPH_MAX_UPLOAD_MB/);
  });

  it('that any page could send unasked are refused', async () => {
    expect((await post('x', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post('x', { 'content-type': 'text/plain', 'apollo-require-preflight': 'true' })).status).toBe(201);
  });

  it('that were never made are named in the refusal', async () => {
    const { importNetwork } = await server.query<{ importNetwork: { message: string; remedy: string } }>(
      `mutation { importNetwork(input: {file: "${'a'.repeat(64)}", slug: "mine"}) { ... on Refused { message remedy } } }`,
    );
    expect(importNetwork.message).toMatch(/There is no uploaded file aaaa/);
    expect(importNetwork.remedy).toMatch(/POST the model to \/blobs/);
  });

  it('of an example bring it in under another name, with the same numbers', async () => {
    const { readFile } = await import('node:fs/promises');
    const model = await readFile(join(import.meta.dirname, '../../examples/digits/networks/resnet-1.onnx'));
    const { digest } = (await (await post(model, { 'content-type': 'application/octet-stream' })).json()) as {
      digest: string;
    };
    const { importNetwork } = await server.query<{ importNetwork: { id: string; unitCount: number } }>(
      'mutation($file: String!) { importNetwork(input: {file: $file, slug: "copy", scale: 0.0625, mean: [0.3058], deviation: [0.3763]}) { ... on Network { id unitCount } ... on Refused { message } } }',
      { file: digest },
    );
    expect(importNetwork.id).toBe('network:copy');
    const { copy, original } = await server.query<{ copy: object; original: object }>(
      '{ copy: network(slug: "copy") { accuracy { ... on Accuracy { heldOut overall } } } original: network(slug: "resnet-1") { accuracy { ... on Accuracy { heldOut overall } } } }',
    );
    expect(copy).toEqual(original);
  });
});

describe('the graph over HTTP', () => {
  it('answers with the computation when nobody wants to wait, and with the value when it is there', async () => {
    const query =
      '{ node(id: "layer:alexnet-4/conv2") { ... on Layer { summary { __typename ... on Computation { id state title } } } } }';
    type Answer = { node: { summary: { __typename: string; title?: string } } };
    const first = await server.query<Answer>(query, {}, { prefer: 'wait=0' });
    expect(first.node.summary).toMatchObject({
      __typename: 'Computation',
      title: 'Record conv2 of alexnet-4 on digits',
    });
    expect((await server.query<Answer>(query)).node.summary.__typename).toBe('LayerSummary');
    expect((await server.query<Answer>(query, {}, { prefer: 'wait=0' })).node.summary.__typename).toBe('LayerSummary');
  });

  it('lets no other site ask, and answers a person with GraphiQL', async () => {
    const simple = await fetch(new URL('/graphql?query={__typename}', server.address));
    expect(simple.status).toBe(400);
    const person = await fetch(new URL('/graphql', server.address), {
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
    expect([person.status, person.headers.get('location')]).toEqual([303, '/graphiql']);
  });

  it('sends subscriptions to the WebSocket, in words', async () => {
    const query = 'subscription { activity { id } }';
    const answer = await fetch(new URL('/graphql', server.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await messageOf(answer)).toContain('Send this one over the WebSocket');
  });

  it('refuses batches and bodies that are too large', async () => {
    const post = (body: string) =>
      fetch(new URL('/graphql', server.address), {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
    expect((await post('[{"query":"{__typename}"},{"query":"{__typename}"}]')).status).toBe(400);
    const large = await post(JSON.stringify({ query: '{__typename}', variables: { a: 'x'.repeat(300_000) } }));
    expect(large.status).toBe(413);
    expect(await messageOf(large)).toMatch(/UNITGRAPH_MAX_BODY_KB/);
    const broken = await post('{');
    expect(broken.status).toBe(400);
    expect(await messageOf(broken)).toMatch(/^The body is no JSON: /);
  });

  it('has GraphiQL in one page, health and readiness', async () => {
    const page = await (await get('/graphiql')).text();
    // A phone draws it at its own width.
    expect(page).toContain('<meta name="viewport" content="width=device-width, initial-scale=1" />');
    expect(page).toContain('/graphql');
    expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
    expect(await (await get('/health')).json()).toMatchObject({ status: 'ok' });
    expect((await get('/ready')).status).toBe(200);
  });

  it('explains that the dashboard is left out', async () => {
    const answer = await get('/networks');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('UNITGRAPH_DASHBOARD=off');
  });
});

describe('the graph over WebSocket', () => {
  const connect = (connectionParams: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    createClient({
      url: `${server.address.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { headers });
        }
      },
      connectionParams,
      retryAttempts: 0,
    });

  it('follows a computation to its end', async () => {
    const client = connect({ wait: 0 });
    const ask = client.iterate<{ compute: { id: string }[] }>({
      query: 'mutation { compute(ids: ["layer:alexnet-3/conv2"]) { id } }',
    });
    const { value } = await ask.next();
    const id = value.data.compute[0].id;
    const states: string[] = [];
    for await (const { data } of client.iterate<{ computation: { state: string; progress: number } }>({
      query: 'subscription($id: ID!) { computation(id: $id) { state progress } }',
      variables: { id },
    })) {
      states.push(data?.computation.state ?? 'nothing');
    }
    expect(states.at(-1)).toBe('DONE');
    await client.dispose();
  });

  it('has the same limits', async () => {
    const client = connect();
    const deep = `{ node(id: "unit:alexnet-1/conv1/0") { ... on Unit { ${'next { '.repeat(20)} id ${'} '.repeat(20)} } } }`;
    const dear =
      '{ networks(first: 500) { nodes { layers(first: 500) { nodes { units(first: 500) { nodes { id } } } } } } }';
    for (const [query, message] of [
      [deep, /depth limit/],
      [dear, /costs/],
      ['{ nothing }', /Cannot query field/],
    ] as const) {
      const told = await client
        .iterate({ query })
        .next()
        .then(
          () => 'nothing',
          (errors: { message: string }[]) => errors[0]?.message,
        );
      expect(told).toMatch(message);
    }
    await client.dispose();
  });

  it('lets no page of another site connect', async () => {
    const socket = new WebSocket(`${server.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { origin: 'https://elsewhere.example' },
    });
    expect(await new Promise((resolve) => socket.on('error', ({ message }) => resolve(message)))).toContain('403');
  });
});
