import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  type Backend,
  bestMatchesOf,
  Cancelled,
  type ComputationEvent,
  Engine,
  MemoryStore,
  openBackend,
  RandomSource,
} from '@unitgraph/analysis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asLists, bestOfMatrix, fullMatrix, keepRecording, randomRows } from './bestMatchesCases.js';

const PLAN = { tileUnits: 32, bandUnits: 64 };

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
});
afterAll(() => backend.dispose());

/** Knows which values were removed. */
class CountingStore extends MemoryStore {
  readonly removed: string[] = [];
  override async removeValue(key: string): Promise<void> {
    if (this.values.has(key)) this.removed.push(key);
    await super.removeValue(key);
  }
}

let store: CountingStore;
let wanted: ReturnType<typeof bestMatchesOf>;
let sides: Awaited<ReturnType<typeof keepRecording>>[];
beforeEach(async () => {
  store = new CountingStore();
  const random = new RandomSource(20);
  sides = [
    await keepRecording(randomRows(300, 40, random), store),
    await keepRecording(randomRows(200, 40, random), store),
  ];
  wanted = bestMatchesOf(sides[0]!, sides[1]!, { kept: 5, plan: PLAN });
});

function opened(): { engine: Engine; bands: ComputationEvent[] } {
  const engine = new Engine({ store, backend: async () => backend });
  const bands: ComputationEvent[] = [];
  engine.subscribe((event) => {
    if (event.derivation.kind === 'bestMatches') bands.push(event);
  });
  return { engine, bands };
}

const finished = (events: readonly ComputationEvent[]): string[] =>
  events.filter(({ state }) => state === 'DONE').map(({ derivation }) => derivation.key);

/** What the whole matrix gives. */
async function expected(engine: Engine) {
  const [left, right] = [await engine.derive(sides[0]!), await engine.derive(sides[1]!)];
  return bestOfMatrix(await fullMatrix(left, right, store), 5, false);
}

describe('a search', () => {
  it('goes band by band, of which the last two are kept', async () => {
    const { engine, bands } = opened();
    const value = await engine.derive(wanted);
    expect(finished(bands).length).toBe(5);
    expect(finished(bands).at(-1)).toBe(wanted.key);
    expect(store.removed).toEqual(finished(bands).slice(0, 3));
    expect(asLists(value)).toEqual(await expected(engine));
  });

  it('that was cut off goes on at the band at which it was', async () => {
    const first = opened();
    const cutOff = first.engine.derive(wanted);
    first.engine.subscribe(({ derivation, state }) => {
      // Two bands are done: the third is at work, and everything of that process is gone.
      if (derivation.kind === 'bestMatches' && state === 'RUNNING' && finished(first.bands).length === 2)
        first.engine.cancel(wanted.key);
    });
    await expect(cutOff).rejects.toThrow(Cancelled);
    expect(finished(first.bands).length).toBe(2);
    const second = opened();
    expect(asLists(await second.engine.derive(wanted))).toEqual(await expected(second.engine));
    expect(finished(second.bands).length).toBe(3);
  });

  it('stops between tiles when it is cancelled, and leaves nothing behind that is wrong', async () => {
    const { engine, bands } = opened();
    let tiles = 0;
    const watched = new Engine({
      store,
      backend: async () => ({
        ...backend,
        name: 'wasm',
        crossProducts: (left, right) => {
          // The calibration multiplies samples of its own.
          if (left.samples === 40 && ++tiles === 2) watched.cancel(wanted.key);
          return backend.crossProducts(left, right);
        },
      }),
    });
    await expect(watched.derive(wanted)).rejects.toThrow(Cancelled);
    expect(tiles).toBe(2);
    expect(asLists(await engine.derive(wanted))).toEqual(await expected(engine));
    expect(finished(bands).length).toBe(5);
  });

  it('by a device that hands its products over comes to the same', async () => {
    const other = { ...backend, name: 'wasm' as const };
    const engine = new Engine({ store, backend: async () => other });
    expect(asLists(await engine.derive(wanted))).toEqual(await expected(engine));
  });

  it('has a price, which falls as bands are finished, and nothing costs what is there', async () => {
    const { engine } = opened();
    const before = await engine.estimate(wanted);
    expect(before.flops).toBe(2 * 300 * 200 * 40);
    const half = bestMatchesOf(sides[0]!, sides[0]!, { kept: 5, plan: PLAN });
    const rows = [64, 64, 64, 64, 44];
    const columns = [300, 236, 172, 108, 44];
    const pairs = rows.reduce((sum, count, band) => sum + count * columns[band]!, 0);
    expect((await engine.estimate(half)).flops).toBe(2 * pairs * 40);
    await engine.derive(wanted);
    expect(await engine.estimate(wanted)).toEqual({ flops: 0, bytes: 0, seconds: 0 });
  });

  it('says what is missing of its rows, and writes them again', async () => {
    const { engine } = opened();
    const value = await engine.derive(wanted);
    const rows = wanted.parameters.left as ReturnType<typeof bestMatchesOf>;
    const { files } = (await engine.derive(rows)) as unknown as { files: { digest: string }[] };
    await store.removeBlob(files[1]!.digest);
    await store.removeValue(wanted.key);
    for (const key of [...store.values.keys()])
      if (key === (wanted.parameters.previous as typeof wanted).key) await store.removeValue(key);
    const again = opened();
    expect(asLists(await again.engine.derive(wanted))).toEqual(asLists(value));
  });
});

/** Searches in a process of its own, which is killed once so many bands are finished. @returns what it printed */
async function searchElsewhere(
  folder: string,
  numbers: readonly number[],
  killAfter = Number.POSITIVE_INFINITY,
): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bestMatchesProcess.mjs'), folder, ...numbers.map(String)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === killAfter) child.kill('SIGKILL');
  }
  return lines;
}

describe('a process of its own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'unitgraph-best-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('that is killed loses at most the band at which it was', async () => {
    const size = [1500, 40, 32, 64];
    const killed = await searchElsewhere(join(folder, 'killed'), size, 5);
    expect(new Set(killed)).toEqual(new Set(['band']));
    const resumed = await searchElsewhere(join(folder, 'killed'), size);
    // One may have been kept just before it could be told.
    expect([24, 23]).toContain(killed.length + resumed.length - 1);
    const whole = await searchElsewhere(join(folder, 'whole'), size);
    expect(whole.length).toBe(24 + 1);
    const digestOf = (lines: string[]) => JSON.parse(lines.at(-1) as string).digest;
    expect(digestOf(resumed)).toBe(digestOf(whole));
  });

  it('stays far below the matrix of 8,192 x 8,192 values, which would take 512 MB', async () => {
    const told = await searchElsewhere(folder, [8192, 64]);
    const { peakBytes, baseBytes, partners } = JSON.parse(told.at(-1) as string);
    expect(partners).toBe(2 * 8192 * 10);
    expect(peakBytes - baseBytes).toBeLessThan(250 * 2 ** 20);
  });
});
