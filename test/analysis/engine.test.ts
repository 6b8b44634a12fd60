import {
  type Backend,
  baselineOf,
  type ComputationEvent,
  correlationOf,
  Engine,
  MemoryStore,
  matchingsOf,
  openBackend,
  profileOf,
  RecordingReader,
  readKept,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { digits } from './digits.js';

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
});
afterAll(() => backend.dispose());

/** A store that counts what is read and written. */
class CountingStore extends MemoryStore {
  writtenValues: string[] = [];
  blobReads = 0;
  /** Reading a blob waits for this. */
  gate: Promise<void> = Promise.resolve();
  override async writeValue(key: string, bytes: Uint8Array): Promise<void> {
    this.writtenValues.push(key);
    await super.writeValue(key, bytes);
  }
  override async readBlob(digest: string): Promise<Uint8Array> {
    this.blobReads++;
    await this.gate;
    return super.readBlob(digest);
  }
}

let store: CountingStore;
let engine: Engine;
let events: ComputationEvent[];
let examples: Awaited<ReturnType<typeof digits>>;
beforeEach(async () => {
  store = new CountingStore();
  examples = await digits(store);
  engine = newEngine();
});

function newEngine(): Engine {
  const made = new Engine({ store, backend: async () => backend });
  events = [];
  made.subscribe((event) => events.push(event));
  return made;
}

const finished = (kind: string): ComputationEvent[] =>
  events.filter((event) => event.derivation.kind === kind && event.state === 'DONE');

describe('laziness', () => {
  it('computes inputs first, each once, and keeps all', async () => {
    const pair = matchingsOf(examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-2', 'conv1'));
    const matchings = await engine.derive(pair);
    expect(matchings.rules.ASSIGNMENT.matched).toBe(32);
    expect(matchings.rules.GREEDY.mean).toBeGreaterThanOrEqual(matchings.rules.ASSIGNMENT.mean);
    expect(finished('recording').length).toBe(2);
    expect(finished('correlation').length).toBe(1);
    expect(finished('matchings').length).toBe(1);
    const computed = engine.computed;
    await engine.derive(pair);
    await newEngine().derive(pair);
    expect(engine.computed).toBe(computed);
    expect(events).toEqual([]);
  });

  it('asked many times at once, runs once', async () => {
    const wanted = correlationOf(examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-1', 'conv1'));
    const values = await Promise.all(Array.from({ length: 20 }, () => engine.derive(wanted)));
    expect(new Set(values).size).toBe(1);
    expect(finished('correlation').length).toBe(1);
    expect(finished('recording').length).toBe(1);
  });

  it('records all layers wanted of one network in one forward run', async () => {
    const layers = ['conv1', 'conv2', 'conv3', 'fc6'] as const;
    await Promise.all(layers.map((layer) => engine.derive(examples.recording('alexnet-1', layer))));
    // The model and the stimuli, each read once.
    expect(store.blobReads).toBe(2);
  });

  it('says the price before, and nothing after', async () => {
    const wanted = matchingsOf(examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-2', 'conv1'));
    const before = await engine.estimate(wanted);
    expect(before.flops).toBeGreaterThan(2 * 32 * 32 * 115_008);
    expect(before.seconds).toBeGreaterThan(0);
    await engine.derive(wanted);
    expect(await engine.estimate(wanted)).toEqual({ flops: 0, bytes: 0, seconds: 0 });
  });
});

describe('order', () => {
  it('the newest request passes those that wait, and urgent ones pass all', async () => {
    const wanted = (network: string) => examples.recording(network, 'conv1');
    let release = (): void => {};
    store.gate = new Promise((resolve) => {
      release = resolve;
    });
    const asked = [engine.derive(wanted('alexnet-1'))];
    asked.push(engine.derive(wanted('alexnet-2')));
    // Requests that come together keep their order; these come later.
    await new Promise((resolve) => setTimeout(resolve, 300));
    asked.push(engine.derive(wanted('alexnet-3')));
    await new Promise((resolve) => setTimeout(resolve, 300));
    asked.push(engine.derive(wanted('alexnet-4'), { priority: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await Promise.all(asked);
    const order = finished('recording').map((event) => event.derivation.title.match(/alexnet-\d/)?.[0]);
    // The one that ran already may have been interrupted, or not.
    expect(order.filter((network) => network !== 'alexnet-1')).toEqual(['alexnet-4', 'alexnet-3', 'alexnet-2']);
  });
});

describe('recordings', () => {
  it('hold what the reductions promise', async () => {
    const [all, mean, maximum, sampled] = await Promise.all([
      engine.derive(examples.recording('alexnet-1', 'conv3')),
      engine.derive(examples.recording('alexnet-1', 'conv3', { kind: 'MEAN' })),
      engine.derive(examples.recording('alexnet-1', 'conv3', { kind: 'MAX' })),
      engine.derive(examples.recording('alexnet-1', 'conv3', { kind: 'SAMPLED', positions: 3, seed: 5 })),
    ]);
    expect([all.samples, mean.samples, maximum.samples, sampled.samples]).toEqual([1797 * 16, 1797, 1797, 1797 * 3]);
    const read = (recording: typeof all) => new RecordingReader(recording, store).all();
    const [a, m, x, s] = [await read(all), await read(mean), await read(maximum), await read(sampled)];
    for (const unit of [0, 50, 95]) {
      for (const stimulus of [0, 1000, 1796]) {
        const from = unit * all.samples + stimulus * 16;
        const positions = [...a.subarray(from, from + 16)];
        expect(m[unit * 1797 + stimulus]).toBeCloseTo(positions.reduce((sum, value) => sum + value, 0) / 16, 5);
        expect(x[unit * 1797 + stimulus]).toBe(Math.max(...positions));
        const drawn = [...sampled.sampledPositions!.subarray(stimulus * 3, stimulus * 3 + 3)];
        expect(new Set(drawn).size).toBe(3);
        expect([...s.subarray((unit * 1797 + stimulus) * 3, (unit * 1797 + stimulus) * 3 + 3)]).toEqual(
          drawn.map((position) => positions[position]),
        );
      }
    }
  });

  it('give the top stimuli that a search through all activations gives', async () => {
    const wanted = examples.recording('alexnet-1', 'conv3');
    const [recording, profile] = [await engine.derive(wanted), await engine.derive(profileOf(wanted))];
    const values = await new RecordingReader(recording, store).all();
    for (const unit of [3, 77]) {
      const highest = Array.from({ length: 1797 }, (_, stimulus) => {
        const from = unit * recording.samples + stimulus * 16;
        return { stimulus, value: Math.max(...values.subarray(from, from + 16)) };
      });
      highest.sort((a, b) => b.value - a.value || a.stimulus - b.stimulus);
      const kept = [...profile.topStimuli.subarray(unit * profile.kept, unit * profile.kept + 9)];
      expect(kept).toEqual(highest.slice(0, 9).map(({ stimulus }) => stimulus));
      const counted = profile.counts
        .subarray(unit * profile.bins, (unit + 1) * profile.bins)
        .reduce((sum, count) => sum + count, 0);
      expect(counted).toBe(recording.samples);
    }
  });
});

describe('when things go wrong', () => {
  it('a failure is told, is not kept, and the next try works', async () => {
    const wanted = examples.recording('alexnet-1', 'conv1');
    const model = wanted.parameters.network as string;
    const bytes = await store.readBlob(model);
    store.blobs.delete(model);
    await expect(engine.derive(wanted)).rejects.toThrow(/is missing/);
    expect(events.at(-1)?.state).toBe('FAILED');
    expect(events.at(-1)?.error).toMatch(/is missing.*Put it back/);
    store.blobs.set(model, bytes);
    expect((await engine.derive(wanted)).units).toBe(32);
  });

  it('cancelled work stops, its finished inputs stay, and asking again completes it', async () => {
    const [left, right] = [examples.recording('alexnet-1', 'conv2'), examples.recording('alexnet-2', 'conv2')];
    const wanted = baselineOf(left, right, { kind: 'PERMUTATION', repeats: 19, seed: 0 });
    const stop = engine.subscribe((event) => {
      if (event.derivation.key === wanted.key && event.state === 'RUNNING' && event.progress > 0.1)
        engine.cancel(wanted.key);
    });
    await expect(engine.derive(wanted)).rejects.toThrow(/cancelled/);
    stop();
    expect(events.at(-1)?.state).toBe('CANCELLED');
    expect(finished('recording').length).toBe(2);
    expect(await store.hasValue(wanted.key)).toBe(false);
    expect((await engine.derive(wanted)).repeats).toBe(19);
    expect(finished('recording').length).toBe(2);
  });

  it('stops when everybody who asked has gone, and only then', async () => {
    const wanted = examples.recording('alexnet-1', 'conv2');
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [engine.derive(wanted, { signal: first.signal }), engine.derive(wanted, { signal: second.signal })];
    first.abort();
    expect((await Promise.all(asked))[1]?.units).toBe(64);

    const alone = examples.recording('alexnet-2', 'conv2');
    const gone = engine.derive(alone, { signal: AbortSignal.any([second.signal]) });
    second.abort();
    await expect(gone).rejects.toThrow(/cancelled/);
  });

  it('goes on from the shards that were finished', async () => {
    const wanted = examples.recording('alexnet-1', 'conv2');
    const whole = await engine.derive(wanted);
    expect(whole.shards.length).toBeGreaterThan(1);
    store.values.delete(wanted.key);
    store.blobs.delete(whole.shards.at(-1)!.digest);
    const again = await newEngine().derive(wanted);
    expect(again).toEqual(whole);
    expect(finished('recording')[0]?.notice).toMatch(/Went on from stimulus/);
  });

  it('makes a recording anew when one of its shards is damaged, and says so', async () => {
    const wanted = examples.recording('alexnet-1', 'conv2');
    const whole = await engine.derive(wanted);
    const last = whole.shards.at(-1)!;
    store.blobs.set(last.digest, store.blobs.get(last.digest)!.subarray(0, 1000));
    expect((await readKept(store, wanted)).problem).toMatch(/has 1000 bytes where \d+ were written/);
    expect(await newEngine().derive(wanted)).toEqual(whole);
    expect(finished('recording')[0]?.notice).toMatch(/Made anew: shard .* has 1000 bytes/);
    expect((await readKept(store, wanted)).problem).toBeNull();
  });

  it('notices damage to what it has in memory', async () => {
    const [left, right] = [examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-2', 'conv1')];
    const whole = await engine.derive(left);
    store.blobs.delete(whole.shards[0]!.digest);
    expect((await engine.derive(matchingsOf(left, right))).rules.GREEDY.matched).toBe(32);
    expect(finished('recording').filter((event) => event.derivation.key === left.key).length).toBe(2);
  });

  it('a kept value that is damaged counts as not there', async () => {
    const wanted = correlationOf(examples.recording('alexnet-1', 'conv1'), examples.recording('alexnet-2', 'conv1'));
    const value = await engine.derive(wanted);
    store.values.set(wanted.key, store.values.get(wanted.key)!.subarray(0, 100));
    expect(await newEngine().derive(wanted)).toEqual(value);
  });
});

describe('a group', () => {
  it('goes on without the member that was cancelled', async () => {
    const [kept, dropped] = [examples.recording('alexnet-1', 'conv2'), examples.recording('alexnet-1', 'conv3')];
    const stop = engine.subscribe((event) => {
      if (event.derivation.key === dropped.key && event.state === 'RUNNING' && event.progress > 0)
        engine.cancel(dropped.key);
    });
    const results = await Promise.allSettled([engine.derive(kept), engine.derive(dropped)]);
    stop();
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
    expect(await store.hasValue(kept.key)).toBe(true);
    expect(await store.hasValue(dropped.key)).toBe(false);
  });

  it('does not fail with one of its members', async () => {
    const good = examples.recording('alexnet-1', 'conv3');
    const bad = { ...examples.recording('alexnet-1', 'conv2') };
    // A description that does not fit the file: the layer has 64 units, not 63.
    const wrong = { ...bad, size: { ...bad.size, units: 63 } };
    const [first, second] = await Promise.allSettled([engine.derive(good), engine.derive(wrong)]);
    expect(first?.status).toBe('fulfilled');
    expect(String((second as PromiseRejectedResult).reason)).toMatch(/63 units/);
  });
});

describe('progress', () => {
  it('rises from 0 to 1, over inputs and all', async () => {
    const wanted = matchingsOf(examples.recording('alexnet-1', 'conv2'), examples.recording('alexnet-2', 'conv2'));
    await engine.derive(wanted);
    const shown = events.filter((event) => event.derivation.key === wanted.key).map((event) => event.progress);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown.at(-1)).toBe(1);
    expect(shown[0]).toBeLessThan(0.2);
  });
});

describe('a single forward run', () => {
  it('gives the same shards whatever else is recorded with it', async () => {
    const alone = await engine.derive(examples.recording('alexnet-3', 'conv3'));
    const other = new CountingStore();
    const others = await digits(other);
    const together = new Engine({ store: other, backend: async () => backend });
    const [, found] = await Promise.all([
      together.derive(others.recording('alexnet-3', 'fc6')),
      together.derive(others.recording('alexnet-3', 'conv3')),
    ]);
    expect(found.shards.map((shard) => shard.digest)).toEqual(alone.shards.map((shard) => shard.digest));
  });
});
