import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeNpy, RandomSource } from '@unitgraph/analysis';
import { describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../support/runningServer.js';

const UNITS = 256;
const PER_SHARD = 4_000;
const SHARDS = 8;
const ENVIRONMENT = { UNITGRAPH_DASHBOARD: 'off', UNITGRAPH_EXAMPLES: mkdtempSync(join(tmpdir(), 'unitgraph-none-')) };
const SEED = Number(process.env.UNITGRAPH_KILL_SEED ?? 1);

const manifest = {
  format: 'unitgraph-recordings',
  version: 1,
  network: { slug: 'interrupted' },
  probeSet: { digest: 'ab'.repeat(32), slug: 'seen', count: PER_SHARD * SHARDS },
  recordings: [
    {
      layer: 'fc',
      shape: [PER_SHARD * SHARDS, UNITS],
      unitAxis: 1,
      dtype: 'float32',
      shards: Array.from({ length: SHARDS }, (_, part) => ({ file: `fc-${part}.npy`, stimuli: PER_SHARD })),
    },
  ],
};

/** Made once: random numbers take longer than the import of them. */
const random = new RandomSource(7);
const shards = Array.from({ length: SHARDS }, () =>
  encodeNpy(
    '<f4',
    [PER_SHARD, UNITS],
    Float32Array.from({ length: PER_SHARD * UNITS }, () => random.below(2 ** 16) / 2 ** 12),
  ),
);

interface Stand {
  readonly digest: string;
  readonly state: string;
  readonly missing: number[];
}

async function begin({ address }: RunningServer): Promise<Stand> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/imports`, { method: 'POST', headers, body: JSON.stringify(manifest) });
  return (await answer.json()) as Stand;
}

async function sendMissing(server: RunningServer, { digest, missing }: Stand): Promise<void> {
  for (const shard of missing)
    await fetch(`${server.address}/imports/${digest}/shards/${shard}`, {
      method: 'PUT',
      body: shards[shard] as never,
    });
}

const DIGEST =
  '{ networks { nodes { slug } } node(id: "layer:interrupted/fc") { ... on Layer { recording { ... on Recording { digest samples } } } } }';

describe('kill -9 in the middle of an import', () => {
  it('loses at most the shards that were under way; it goes on, and the recording is the same', async () => {
    const whole = await startServer({ environment: ENVIRONMENT });
    await sendMissing(whole, await begin(whole));
    const expected = await whole.query(DIGEST);
    await whole.stop();

    const moments = new RandomSource(SEED);
    let server = await startServer({ environment: ENVIRONMENT });
    const { home } = server;
    let received = 0;
    try {
      for (let life = 0; life < 3; life++) {
        const stands = await begin(server);
        expect(SHARDS - stands.missing.length).toBeGreaterThanOrEqual(received);
        received = SHARDS - stands.missing.length;
        const { networks } = await server.query<{ networks: { nodes: unknown[] } }>('{ networks { nodes { slug } } }');
        // Nothing half-imported is to be seen.
        expect(networks.nodes.length).toBe(stands.state === 'DONE' ? 1 : 0);
        const sending = sendMissing(server, stands).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, 30 + moments.below(400)));
        await server.stop({ signal: 'SIGKILL', keep: true });
        await sending;
        server = await startServer({ home, environment: ENVIRONMENT });
      }
      await sendMissing(server, await begin(server));
      expect((await begin(server)).state).toBe('DONE');
      expect(await server.query(DIGEST)).toEqual(expected);
      await server.stop({ keep: true });
      server = await startServer({ home, environment: ENVIRONMENT });
      // What was half written is swept away.
      expect(readdirSync(join(home, 'store/temporary'))).toEqual([]);
    } finally {
      await server.stop();
    }
  }, 120_000);
});
