import { createHash, randomBytes } from 'node:crypto';
import { truncate, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byteRangeOf } from '../../apps/server/dist/http/byteRange.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

interface Answer {
  readonly status: number;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: Buffer;
}

let server: RunningServer;
/** Addresses of a matrix, a recording, a picture and an uploaded file, and what lies there. */
const paths: { [name: string]: string } = {};
const wholes: { [name: string]: Buffer } = {};

beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
  const { node, compare, probeSets } = await server.query<{
    node: { recording: { npy: string } };
    compare: { matrix: { npy: string } };
    probeSets: { nodes: { digest: string }[] };
  }>(
    `{ node(id: "layer:alexnet-1/conv1") { ... on Layer { recording { ... on Recording { npy } } } }
       compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") { ... on LayerComparison { matrix { ... on Matrix { npy } } } }
       probeSets { nodes { digest } } }`,
    {},
    { prefer: 'wait=60' },
  );
  paths.matrix = compare.matrix.npy;
  paths.recording = node.recording.npy;
  paths.picture = `/stimuli/${probeSets.nodes[0]?.digest}/0.png`;
  paths.upload = `/blobs/${await sent(randomBytes(3_000_001))}`;
  for (const [name, path] of Object.entries(paths)) wholes[name] = (await get(path)).body;
});
afterAll(() => server.stop());

/** Sends a file; its digest. */
async function sent(bytes: Buffer): Promise<string> {
  const answer = await fetch(new URL('/blobs', server.address), {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  return ((await answer.json()) as { digest: string }).digest;
}

/** Without the help of `fetch`, which unpacks bodies and adds headers. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, server.address), { method, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Answer['headers'],
          body: Buffer.concat(parts),
        }),
      );
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('a range header', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=10-19', { start: 10, end: 20 }],
    ['bytes=90-', { start: 90, end: 100 }],
    ['bytes=90-1000', { start: 90, end: 100 }],
    ['bytes=-7', { start: 93, end: 100 }],
    ['bytes=-1000', { start: 0, end: 100 }],
    ['BYTES=1-2', { start: 1, end: 3 }],
    [`bytes=5-${'9'.repeat(40)}`, { start: 5, end: 100 }],
  ])('%s is a part', (header, part) => expect(byteRangeOf(header, 100)).toEqual(part));

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0', `bytes=${'9'.repeat(40)}-`])('%s has no byte in it', (header) =>
    expect(byteRangeOf(header, 100)).toBe('unsatisfiable'),
  );

  it.each([
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=5-4',
    'bytes=a-b',
    'bytes=0x1-5',
    'units=0-5',
    'bytes=0-1,3-4',
    'bytes=1.5-3',
  ])('%j counts as not there', (header) => expect(byteRangeOf(header, 100)).toBeUndefined());

  it('of thousands of ranges counts as not there, and takes no time to find out', () => {
    expect(
      byteRangeOf(`bytes=${Array.from({ length: 20_000 }, (_, at) => `${at}-${at}`).join(',')}`, 100),
    ).toBeUndefined();
    expect(byteRangeOf(`bytes=${' '.repeat(100_000)}1-2`, 100)).toBeUndefined();
  });
});

describe.each(['matrix', 'recording', 'picture', 'upload'])('the bytes of a %s', (name) => {
  it('are sent in parts that make up the whole', async () => {
    const whole = wholes[name] as Buffer;
    // Across the header, and across the units of a recording, which lie one behind the other.
    const cuts = [0, 1, 70, 131, Math.floor(whole.length / 3), Math.floor(whole.length / 2) + 1, whole.length];
    const edges = [...new Set(cuts.filter((cut) => cut <= whole.length))].sort((a, b) => a - b);
    const parts: Buffer[] = [];
    for (const [place, start] of edges.slice(0, -1).entries()) {
      const end = edges[place + 1] as number;
      const { status, headers, body } = await get(paths[name] as string, { range: `bytes=${start}-${end - 1}` });
      expect(status).toBe(206);
      expect(headers['content-range']).toBe(`bytes ${start}-${end - 1}/${whole.length}`);
      expect(headers['content-length']).toBe(String(end - start));
      parts.push(body);
    }
    expect(Buffer.concat(parts).equals(whole)).toBe(true);
    const last = await get(paths[name] as string, { range: 'bytes=-9' });
    expect([last.status, last.body.equals(whole.subarray(-9))]).toEqual([206, true]);
  });

  it('are as many as is said without them, and known by a strong tag', async () => {
    const whole = wholes[name] as Buffer;
    const { status, headers, body } = await get(paths[name] as string, {}, 'HEAD');
    expect([status, body.length, headers['content-length']]).toEqual([200, 0, String(whole.length)]);
    expect([headers['accept-ranges'], headers['cache-control']]).toEqual([
      'bytes',
      'public, max-age=31536000, immutable',
    ]);
    const tag = headers.etag as string;
    expect(tag).toMatch(/^"[^"]+"$/);
    for (const known of [tag, `"other", W/${tag}`, '*']) {
      const again = await get(paths[name] as string, { 'if-none-match': known, range: 'bytes=0-3' });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
    }
    expect((await get(paths[name] as string, { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('are sent whole where the part would be of something else', async () => {
    const whole = wholes[name] as Buffer;
    const { headers } = await get(paths[name] as string, {}, 'HEAD');
    const range = 'bytes=0-3';
    const same = await get(paths[name] as string, { range, 'if-range': headers.etag as string });
    expect([same.status, same.body.length]).toEqual([206, 4]);
    for (const other of ['"other"', `W/${headers.etag}`, 'Fri, 27 Nov 2026 00:00:00 GMT']) {
      const answer = await get(paths[name] as string, { range, 'if-range': other });
      expect([answer.status, answer.body.length]).toEqual([200, whole.length]);
    }
  });

  it('that no file has are 416 with the size, which nobody keeps', async () => {
    const whole = wholes[name] as Buffer;
    const { status, headers, body } = await get(paths[name] as string, { range: `bytes=${whole.length}-` });
    expect([status, headers['content-range']]).toEqual([416, `bytes */${whole.length}`]);
    expect([headers['cache-control'], headers.etag]).toEqual([undefined, undefined]);
    expect(JSON.parse(body.toString()).errors[0].message).toMatch(/No byte of \d+ is in the range/);
    const many = await get(paths[name] as string, { range: `bytes=${'0-0,'.repeat(2000)}1-1` });
    expect([many.status, many.body.length]).toEqual([200, whole.length]);
  });
});

describe('compression', () => {
  const far = { 'x-forwarded-for': '203.0.113.5', 'accept-encoding': 'gzip' };

  it('is for those far away, and has a tag of its own', async () => {
    const path = paths.recording as string;
    const packed = await get(path, far);
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary).toMatch(/accept-encoding/i);
    expect(gunzipSync(packed.body).equals(wholes.recording as Buffer)).toBe(true);
    expect(packed.body.length).toBeLessThan(0.7 * (wholes.recording as Buffer).length);
    const near = await get(path, { 'accept-encoding': 'gzip' });
    expect(near.headers['content-encoding']).toBeUndefined();
    expect(near.headers.vary).toMatch(/accept-encoding/i);
    expect(near.headers.etag).not.toBe(packed.headers.etag);
    expect((await get(path, { ...far, 'if-none-match': packed.headers.etag as string })).status).toBe(304);
    expect((await get(path, { ...far, 'if-none-match': near.headers.etag as string })).status).toBe(200);
  });

  it('is left out of parts, pictures, matrices, and for who does not take it', async () => {
    const part = await get(paths.recording as string, { ...far, range: 'bytes=0-99' });
    expect([part.status, part.headers['content-encoding'], part.body.length]).toEqual([206, undefined, 100]);
    expect(part.body.equals((wholes.recording as Buffer).subarray(0, 100))).toBe(true);
    for (const path of [paths.matrix, paths.picture]) {
      expect((await get(path as string, far)).headers['content-encoding']).toBeUndefined();
    }
    const refusing = await get(paths.recording as string, { ...far, 'accept-encoding': 'gzip;q=0, identity' });
    expect(refusing.headers['content-encoding']).toBeUndefined();
  });

  it('of long answers of the graph is for those far away', async () => {
    const query = '/graphql?query={networks{nodes{id name layers{nodes{id name kind unitCount}}}}}';
    const ask = { 'apollo-require-preflight': 'true', 'accept-encoding': 'gzip' };
    const near = await get(query, ask);
    const packed = await get(query, { ...ask, ...far });
    expect([near.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(packed.body).equals(near.body)).toBe(true);
  });
});

describe('a file that was sent', () => {
  const fileOf = (digest: string) => join(server.home, 'store', 'blobs', digest.slice(0, 2), digest);

  it('is what its address says', async () => {
    expect(
      createHash('sha256')
        .update(wholes.upload as Buffer)
        .digest('hex'),
    ).toBe(paths.upload?.slice(-64));
    expect((await get(paths.upload as string, {}, 'HEAD')).headers.etag).toBe(`"${paths.upload?.slice(-64)}"`);
  });

  it('may be empty', async () => {
    const { status, headers, body } = await get(`/blobs/${await sent(Buffer.alloc(0))}`);
    expect([status, headers['content-length'], body.length]).toEqual([200, '0', 0]);
  });

  it('and is not there is told, with the way to send it', async () => {
    for (const digest of ['0'.repeat(64), 'abc']) {
      const { status, body } = await get(`/blobs/${digest}`);
      expect([status, JSON.parse(body.toString()).errors[0].message]).toEqual([
        404,
        `There is no file of digest ${digest}. POST it to /blobs, which answers its digest: 64 hexadecimal digits.`,
      ]);
    }
  });

  it('and was damaged since is never sent as if it were whole', async () => {
    const short = await sent(randomBytes(5000));
    await truncate(fileOf(short), 4000);
    const { status, body } = await get(`/blobs/${short}`);
    expect([status, JSON.parse(body.toString()).errors[0].message]).toEqual([
      500,
      `The file of digest ${short} is damaged on this server. POST it to /blobs again.`,
    ]);
    const long = await sent(randomBytes(2_500_000));
    await writeFile(fileOf(long), Buffer.alloc(2_500_000));
    // What went before the damage was found cannot be taken back: the connection is cut instead.
    await expect(get(`/blobs/${long}`)).rejects.toThrow(/aborted|hang up|reset/);
  });
});

describe('names that lead elsewhere', () => {
  it.each([
    '/matrices/..%2f..%2fserver.json.npy',
    '/recordings/%2e%2e%2f%2e%2e%2fcatalog.sqlite.npy',
    '/matrices/%00.npy',
    '/blobs/..%2f..%2fserver.json',
    `/recordings/${'a'.repeat(5000)}.npy`,
  ])('%s is not there', async (path) => expect((await get(path, { range: 'bytes=0-9' })).status).toBe(404));
});
