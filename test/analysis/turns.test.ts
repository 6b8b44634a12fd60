import {
  alignmentBetween,
  type Backend,
  baselineOf,
  type Correlation,
  correlationOf,
  type Derivation,
  Engine,
  importedRecordingOf,
  inputsOf,
  MemoryStore,
  matchingsOf,
  memoryOf,
  openBackend,
  packBundle,
  predictionFrom,
  RandomSource,
  type Recording,
  spectrumOf,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let real: Backend;
beforeAll(async () => {
  real = await openBackend('onnxruntime');
});
afterAll(() => real.dispose());

/** The device, which counts what it is asked and can be made to wait, or to be slow. */
let calls: number;
let gate: Promise<void>;
let pause: number;
/** Resolves once the device was asked for so many products. */
let asked: (count: number) => Promise<void>;
let store: MemoryStore;
let engine: Engine;
let finished: string[];

beforeEach(async () => {
  calls = 0;
  gate = Promise.resolve();
  pause = 0;
  const waiting: { count: number; resolve: () => void }[] = [];
  asked = (count) =>
    new Promise((resolve) => {
      if (calls >= count) resolve();
      else waiting.push({ count, resolve });
    });
  const meet = async (): Promise<void> => {
    calls++;
    for (const { count, resolve } of waiting) if (calls >= count) resolve();
    await gate;
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
  };
  const slow: Backend = {
    ...real,
    crossProducts: async (left, right) => {
      await meet();
      return real.crossProducts(left, right);
    },
    preciseCrossProducts: async (left, right) => {
      await meet();
      return (real.preciseCrossProducts as NonNullable<Backend['preciseCrossProducts']>)(left, right);
    },
  };
  store = new MemoryStore();
  engine = new Engine({ store, backend: async () => slow });
  finished = [];
  engine.subscribe(({ derivation, state }) => {
    if (state === 'DONE') finished.push(derivation.title);
  });
});

function layerOf(name: string, units: number, samples: number): Derivation<Recording> {
  return importedRecordingOf({
    ...{ content: name, layer: name, network: 'made', probeSet: 'made', units, stimuli: samples, positions: 1 },
  });
}

async function layer(name: string, units: number, samples: number): Promise<Derivation<Recording>> {
  const random = new RandomSource(units, samples, name.length);
  const values = Float32Array.from({ length: units * samples }, () => random.normal());
  const wanted = layerOf(name, units, samples);
  await store.writeValue(
    wanted.key,
    packBundle(await writeRecording(values, { units, title: name, key: name }, store)),
  );
  return wanted;
}

/** Some hundreds of blocks of products. */
async function long(seed: number) {
  const [x, y] = [await layer('long left', 48, 8192), await layer('long right', 48, 8192)];
  return { ...baselineOf(x, y, { kind: 'PERMUTATION', repeats: 120, seed }), title: `long ${seed}` };
}

async function short(name: string): Promise<Derivation<Correlation>> {
  const x = await layer(name, 8, 256);
  return { ...correlationOf(x, x), title: name };
}

describe('a long computation', () => {
  it('gives way to an urgent one between its blocks, and goes on where it was', async () => {
    const alone = await engine.derive(await long(1));
    const callsAlone = calls;
    await engine.forget((await long(1)).key);
    [calls, finished] = [0, []];
    let release = (): void => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const background = engine.derive(await long(1), { priority: -4 });
    await asked(1);
    const urgent = engine.derive(await short('urgent'), { priority: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    const [whole] = await Promise.all([background, urgent]);
    expect(finished).toEqual(['urgent', 'long 1']);
    expect(whole).toEqual(alone);
    // One product more: that of the urgent one.
    expect(calls).toBe(callsAlone + 1);
  });

  it('does not give way to what is less urgent', async () => {
    let release = (): void => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const first = engine.derive(await long(2), { priority: 0 });
    await asked(1);
    const background = engine.derive(await short('background'), { priority: -4 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await Promise.all([first, background]);
    expect(finished).toEqual(['long 2', 'background']);
  });

  it('that is cancelled while it gives way stops, and what interrupted it is finished', async () => {
    let release = (): void => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const wanted = await long(3);
    const background = engine.derive(wanted, { priority: -4 });
    background.catch(() => undefined);
    await asked(1);
    const urgent = engine.derive(await short('urgent'), { priority: 0 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    engine.cancel(wanted.key);
    release();
    expect((await urgent).rows).toBe(8);
    await expect(background).rejects.toThrow(/long 3/);
    expect(finished).toEqual(['urgent']);
  });
});

describe('algebra', () => {
  it('in the middle of an eigenproblem stops when it is cancelled', async () => {
    const x = await layer('wide', 700, 900);
    const graph = spectrumOf(x, x, { sign: 'ABSOLUTE', threshold: 0 });
    await Promise.all(inputsOf(graph).map((input) => engine.derive(input)));
    engine.subscribe(({ derivation, state }) => {
      if (derivation.key === graph.key && state === 'RUNNING') setTimeout(() => engine.cancel(graph.key), 30);
    });
    await expect(engine.derive(graph)).rejects.toThrow(/stopped|cancelled|spectrum/i);
    expect(await store.hasValue(graph.key)).toBe(false);
    expect(finished).not.toContain(graph.title);
  });
});

describe('memory', () => {
  it('that a computation does not get is refused before anything is computed for it, with the numbers', async () => {
    const small = new Engine({ store, backend: async () => real, memoryBytes: 256 * 2 ** 20 });
    const wide = (name: string) => layerOf(name, 16_384, 1_000);
    await expect(small.derive(correlationOf(wide('a'), wide('b')))).rejects.toMatchObject({
      message: expect.stringMatching(/needs about \d+ MiB of memory at once, and computations have 192 MiB/),
      remedy: expect.stringMatching(/UNITGRAPH_COMPUTE_MEMORY_MB/),
    });
    expect(calls).toBe(0);
    const narrow = await layer('narrow', 16, 256);
    expect((await small.derive(correlationOf(narrow, narrow))).rows).toBe(16);
  });

  it('grows with the units of every kind of pair', () => {
    for (const kind of [correlationOf, matchingsOf, predictionFrom, alignmentBetween]) {
      const need = (units: number) => memoryOf(kind(layerOf('a', units, 1_000), layerOf('b', units, 1_000)));
      expect(need(2_048)).toBeGreaterThan(need(512));
    }
  });
});

describe('clients', () => {
  it('take turns, whoever asked last', async () => {
    pause = 280;
    const names = (client: string) => [1, 2, 3, 4].map((number) => `${client} ${number}`);
    const wanted = new Map<string, Derivation>();
    for (const name of [...names('a'), ...names('b')]) wanted.set(name, await short(name));
    const derive = (name: string) => engine.derive(wanted.get(name) as Derivation, { client: name[0] as string });
    const all = [derive('a 1')];
    await asked(1);
    all.push(...names('b').map(derive));
    // In a burst of its own, which by itself would go before all that b asked for.
    await new Promise((resolve) => setTimeout(resolve, 260));
    all.push(...names('a').slice(1).map(derive));
    await Promise.all(all);
    // a had the first, so that b is next; from then on neither is more than two ahead of the other.
    expect(finished.slice(0, 2).map((name) => name[0])).toEqual(['a', 'b']);
    let ahead = 0;
    for (const name of finished) {
      ahead += name[0] === 'a' ? 1 : -1;
      expect(Math.abs(ahead)).toBeLessThanOrEqual(2);
    }
  });

  it('who want the same share it, and the more urgent one says when', async () => {
    let release = (): void => {};
    gate = new Promise((resolve) => {
      release = resolve;
    });
    const first = engine.derive(await short('first'), { client: 'a' });
    await asked(1);
    const shared = await short('shared');
    const all = [first, engine.derive(shared, { client: 'a', priority: -4 })];
    all.push(engine.derive(await short('other'), { client: 'a', priority: -1 }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    engine.join(shared.key, { client: 'b', priority: 2 });
    release();
    await Promise.all(all);
    expect(finished).toEqual(['first', 'shared', 'other']);
  });
});
