import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { encodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fileBytes } from '../arrays/convert.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_MAX_UPLOAD_MB: '1' } });
});
afterAll(() => server.stop());

const UNITS = 64;
const STIMULI = 6_000;
const values = Float32Array.from({ length: STIMULI * UNITS }, (_, index) => Math.sin(index * index));

/** 6,000 stimuli in three shards of 2,000: half a megabyte each. */
const shards = [0, 1, 2].map((part) =>
  encodeNpy('<f4', [2_000, UNITS], values.subarray(part * 2_000 * UNITS, (part + 1) * 2_000 * UNITS)),
);

const manifest = (slug: string) => ({
  format: 'unitgraph-recordings',
  version: 1,
  network: { slug },
  probeSet: { digest: 'ab'.repeat(32), slug: 'seen', count: STIMULI },
  recordings: [
    {
      layer: 'fc',
      shape: [STIMULI, UNITS],
      unitAxis: 1,
      dtype: 'float32',
      shards: shards.map((bytes, part) => ({
        file: `fc-${part}.npy`,
        stimuli: 2_000,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })),
    },
  ],
});

async function begin(
  document: object,
): Promise<{ status: number; body: { digest: string; errors?: { message: string }[] } }> {
  const answer = await fetch(`${server.address}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
  return { status: answer.status, body: (await answer.json()) as never };
}

async function send(digest: string, shard: number | string, bytes: Uint8Array, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.address}/imports/${digest}/shards/${shard}`, {
    method: 'PUT',
    body: bytes as never,
    headers,
  });
  const body = (await answer.json()) as { state?: string; missing?: number[]; errors?: { message: string }[] };
  return { status: answer.status, body, message: body.errors?.[0]?.message };
}

describe('imports over HTTP', () => {
  it('begin, send, end: each answer says how it stands', async () => {
    const { status, body } = await begin(manifest('first'));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'RECEIVING',
      network: 'network:first',
      layers: ['layer:first/fc'],
      missing: [0, 1, 2],
      refused: [],
    });
    const sent = await Promise.all([2, 0].map((shard) => send(body.digest, shard, shards[shard] as Uint8Array)));
    expect(sent.map((each) => each.status)).toEqual([200, 200]);
    const between = (await (await fetch(`${server.address}/imports/${body.digest}.json`)).json()) as object;
    expect(between).toMatchObject({ state: 'RECEIVING', receivedCount: 2, missing: [1] });
    expect(await send(body.digest, 1, shards[1] as Uint8Array)).toMatchObject({
      status: 200,
      body: { state: 'DONE', missing: [] },
    });
    expect((await begin(manifest('first'))).body).toMatchObject({ digest: body.digest, state: 'DONE' });
    const { node } = await server.query<{ node: { recording: { npy: string } } }>(
      '{ node(id: "layer:first/fc") { ... on Layer { recording { ... on Recording { npy } } } } }',
    );
    const npy = new Uint8Array(await (await fetch(server.address + node.recording.npy)).arrayBuffer());
    // Fortran order: unit after unit.
    const unit3 = Float32Array.from({ length: STIMULI }, (_, stimulus) => values[stimulus * UNITS + 3] as number);
    expect(
      new Float32Array(npy.buffer, npy.length - values.byteLength, values.length).subarray(3 * STIMULI, 4 * STIMULI),
    ).toEqual(unit3);
    const picture = await fetch(`${server.address}/stimuli/${'ab'.repeat(32)}/0.png`);
    expect([picture.status, await picture.text()]).toEqual([404, expect.stringMatching(/its stimuli are not here/)]);
  });

  it('an upload that is cut off half-way leaves nothing, and is sent again', async () => {
    const { body } = await begin(manifest('cut'));
    const bytes = shards[0] as Uint8Array;
    await new Promise<void>((resolve) => {
      const upload = request(`${server.address}/imports/${body.digest}/shards/0`, {
        method: 'PUT',
        headers: { 'content-length': bytes.length },
      });
      upload.on('error', () => resolve());
      upload.on('close', () => resolve());
      upload.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => upload.destroy(), 100));
    });
    await vi.waitFor(() => expect(readdirSync(join(server.home, 'store/temporary'))).toEqual([]));
    const stands = await (await fetch(`${server.address}/imports/${body.digest}.json`)).json();
    expect(stands).toMatchObject({ receivedCount: 0, missing: [0, 1, 2], refused: [] });
    // A client that says less than it means to send: the file is whole for HTTP, and not for its own header.
    const half = await send(body.digest, 0, bytes.subarray(0, bytes.length / 2));
    expect(half).toMatchObject({ status: 422, message: expect.stringMatching(/SHA-256 .* where the manifest says/) });
    expect(await send(body.digest, 0, bytes)).toMatchObject({ status: 200, body: { missing: [1, 2] } });
    expect(server.output.join('')).not.toMatch(/aborted|ECONNRESET/);
  });

  it('answers what is wrong with a status and one message', async () => {
    const { body } = await begin(manifest('wrong'));
    const other = {
      ...manifest('open'),
      recordings: [{ ...manifest('open').recordings[0], shards: [{ file: 'a.npy', stimuli: STIMULI }] }],
    };
    const open = (await begin(other)).body.digest;
    expect(await send(body.digest, 7, new Uint8Array(1))).toMatchObject({ status: 404 });
    expect(await send(body.digest, '..%2f0', new Uint8Array(1))).toMatchObject({ status: 404 });
    expect(await send('cd'.repeat(32), 0, new Uint8Array(1))).toMatchObject({ status: 404 });
    expect(await send(open, 0, fileBytes('pickle-5.bin'))).toMatchObject({
      status: 422,
      message: expect.stringMatching(/^Shard 0 \(a\.npy\) is a Python pickle[\s\S]*save_file/),
    });
    expect(await send(open, 0, new Uint8Array(2 ** 20 + 1).fill(1))).toMatchObject({
      status: 413,
      message: expect.stringMatching(/UNITGRAPH_MAX_UPLOAD_MB/),
    });
    expect(await send(open, 0, new Uint8Array(0))).toMatchObject({ status: 422 });
    expect(await send(body.digest, 0, new Uint8Array(1), { origin: 'http://elsewhere.example' })).toMatchObject({
      status: 403,
    });
    expect(await begin([])).toMatchObject({
      status: 422,
      body: { errors: [{ message: expect.stringMatching(/^manifest: the document is a list/) }] },
    });
    const plain = await fetch(`${server.address}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    });
    expect(plain.status).toBe(415);
    const broken = await fetch(`${server.address}/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect((await fetch(`${server.address}/imports/${'cd'.repeat(32)}.json`)).status).toBe(404);
    expect(readdirSync(join(server.home, 'store/temporary'))).toEqual([]);
    expect(server.output.join('')).not.toMatch(/defect/i);
  });

  it('takes a manifest that is larger than a GraphQL request', async () => {
    const document = manifest('many');
    const [recording] = document.recordings;
    document.probeSet = { digest: 'cd'.repeat(32), slug: 'many', count: 9_000 };
    Object.assign(recording as object, {
      shape: [9_000, UNITS],
      shards: Array.from({ length: 9_000 }, (_, part) => ({
        file: `a-long-name-for-a-file/${part}.npy`,
        stimuli: 1,
        sha256: 'ab'.repeat(32),
      })),
    });
    expect((await begin(document)).body).toMatchObject({ shardCount: 9_000, receivedCount: 0 });
  });
});
