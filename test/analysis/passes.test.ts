import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  type Backend,
  type ComputationEvent,
  comomentsTogether,
  correlationFromComoments,
  correlationOf,
  type Derivation,
  Engine,
  MemoryStore,
  momentsBetween,
  openBackend,
  RandomSource,
  type Recording,
  type RecordingPair,
  RecordingReader,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packBundle } from '../../packages/analysis/dist/formats/bundle.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
});
afterAll(() => backend.dispose());

/** A store that counts how often each blob is read. */
class CountingStore extends MemoryStore {
  readonly reads = new Map<string, number>();
  override async readBlob(digest: string): Promise<Uint8Array> {
    this.reads.set(digest, (this.reads.get(digest) ?? 0) + 1);
    return super.readBlob(digest);
  }
}

const UNITS = [40, 33, 64, 7, 50];
const SAMPLES = 90_000;
/** The last unit of each is constant; the first lies far from 0. */
function activations(units: number, seed: number): Float32Array {
  const random = new RandomSource(seed);
  const values = new Float32Array(SAMPLES * units);
  for (let sample = 0; sample < SAMPLES; sample++) {
    const shared = Math.sin(sample * 0.7);
    for (let unit = 0; unit < units - 1; unit++)
      values[sample * units + unit] =
        (unit === 0 ? 1000 : 0) + Math.max(0, shared * (unit % 3) + random.uniform() - 0.4);
    values[sample * units + units - 1] = 2;
  }
  return values;
}

let layers: { readonly wanted: Derivation<Recording>; readonly recording: Recording }[];
let blobs: ReadonlyMap<string, Uint8Array>;
let values: ReadonlyMap<string, Uint8Array>;
let store: CountingStore;
beforeAll(async () => {
  const made = new MemoryStore();
  layers = [];
  for (const [index, units] of UNITS.entries()) {
    const wanted: Derivation<Recording> = {
      ...{
        kind: 'importedRecording',
        version: 1,
        parameters: { layer: index },
        title: `Record layer ${index} on noise`,
      },
      ...{ size: { units, samples: SAMPLES, positions: 1 }, key: `${index}`.repeat(64) },
    };
    const recording = await writeRecording(
      activations(units, index + 1),
      { units, title: `layer ${index}`, key: wanted.key },
      made,
    );
    layers.push({ wanted, recording });
    await made.writeValue(wanted.key, packBundle(recording));
  }
  [blobs, values] = [made.blobs, made.values];
});

let engine: Engine;
let events: ComputationEvent[];
beforeEach(() => {
  store = new CountingStore();
  for (const [digest, bytes] of blobs) store.blobs.set(digest, bytes);
  for (const [key, bytes] of values) store.values.set(key, bytes);
  engine = newEngine();
});
function newEngine(passBytes?: number): Engine {
  const made = new Engine({
    store,
    backend: async () => backend,
    calibrates: false,
    ...(passBytes === undefined ? {} : { passBytes }),
  });
  events = [];
  made.subscribe((event) => events.push(event));
  return made;
}

const layer = (index: number): Derivation<Recording> => layers[index]!.wanted;
const shardsOf = (index: number): string[] => layers[index]!.recording.shards.map(({ digest }) => digest);
/** All pairs of the five layers, each once. */
const TEN = UNITS.flatMap((_, left) => UNITS.slice(left + 1).map((_, place) => [left, left + 1 + place] as const));
const tenPairs = () => TEN.map(([left, right]) => correlationOf(layer(left), layer(right)));
const readsOf = (index: number): number[] => shardsOf(index).map((digest) => store.reads.get(digest) ?? 0);
const oneByOne = async <Value>(all: readonly Derivation<Value>[]): Promise<Value[]> => {
  const alone = newEngine();
  const found: Value[] = [];
  for (const each of all) found.push(await alone.derive(each));
  return found;
};

describe('ten pairs of five layers', () => {
  it('asked together, read each shard of each recording once', async () => {
    await Promise.all(tenPairs().map((pair) => engine.derive(pair)));
    expect(layers.map(({ recording }) => recording.shards.length > 1)).toContain(true);
    for (const index of UNITS.keys()) expect(readsOf(index)).toEqual(shardsOf(index).map(() => 1));
    expect(engine.computed).toBe(10);
  });

  it('come to the same, to the bit, as each by itself', async () => {
    const together = await Promise.all(tenPairs().map((pair) => engine.derive(pair)));
    store.values.clear();
    for (const [key, bytes] of values) store.values.set(key, bytes);
    expect(await oneByOne(tenPairs())).toEqual(together);
    // By themselves, each recording is read by four pairs: the test counts what it says it counts.
    for (const index of UNITS.keys()) expect(readsOf(index)).toEqual(shardsOf(index).map(() => 5));
  });

  it('are split where they would take more memory than a pass may, and each pass reads a recording once', async () => {
    // Room for the blocks and shards of about three recordings.
    engine = newEngine(3 * 2 ** 25 + 3 * 16 * 64 * 4096);
    const together = await Promise.all(tenPairs().map((pair) => engine.derive(pair)));
    const most = Math.max(...[...UNITS.keys()].flatMap(readsOf));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(5);
    store.values.clear();
    for (const [key, bytes] of values) store.values.set(key, bytes);
    expect(await oneByOne(tenPairs())).toEqual(together);
  });

  it('each tell how far they are', async () => {
    const pairs = tenPairs();
    await Promise.all(pairs.map((pair) => engine.derive(pair)));
    for (const { key } of pairs) {
      const shown = events.filter((event) => event.derivation.key === key).map(({ progress }) => progress);
      expect(shown.at(-1)).toBe(1);
      expect(shown).toEqual([...shown].sort((a, b) => a - b));
      expect(shown.some((progress) => progress > 0 && progress < 1)).toBe(true);
    }
  });
});

describe('different kinds', () => {
  it('share a pass: correlations and second moments of a pair, of both orders, and of each with itself', async () => {
    const [a, b] = [layer(0), layer(2)];
    const moments = [momentsBetween(a, a), momentsBetween(a, b), momentsBetween(b, b), momentsBetween(b, a)];
    const correlations = [correlationOf(a, b), correlationOf(b, a), correlationOf(a, a)];
    const [m, c] = await Promise.all([
      Promise.all(moments.map((each) => engine.derive(each))),
      Promise.all(correlations.map((each) => engine.derive(each))),
    ]);
    for (const index of [0, 2]) expect(readsOf(index)).toEqual(shardsOf(index).map(() => 1));
    const [xx, xy, yy, yx] = m as [(typeof m)[0], (typeof m)[0], (typeof m)[0], (typeof m)[0]];
    const [p, q] = [UNITS[0]!, UNITS[2]!];
    for (let row = 0; row < p - 1; row++) {
      for (let column = 0; column < q - 1; column++) {
        const cross = xy.values[row * q + column]!;
        expect(yx.values[column * p + row]).toBe(cross);
        const scale = Math.sqrt(xx.values[row * p + row]! * yy.values[column * q + column]!);
        expect(c[0]!.values[row * q + column]).toBeCloseTo(cross / scale, 9);
        expect(c[1]!.values[column * p + row]).toBe(c[0]!.values[row * q + column]);
      }
      // Constant units have none.
      expect(c[0]!.values[row * q + q - 1]).toBeNaN();
      expect(xy.values[row * q + q - 1]).toBe(0);
      expect(c[2]!.values[row * p + row]).toBe(1);
    }
  });

  it('read no recording twice because what is known of one takes longer to look up', async () => {
    const look = store.readValue.bind(store);
    let looks = 0;
    store.readValue = async (key) => {
      await new Promise((resolve) => setTimeout(resolve, 7 * (looks++ % 5)));
      return look(key);
    };
    await Promise.all(tenPairs().map((pair) => engine.derive(pair)));
    for (const index of UNITS.keys()) expect(Math.max(...readsOf(index))).toBe(1);
  });

  it('leave alone what has no recording in common', async () => {
    const [one, other] = [correlationOf(layer(0), layer(1)), correlationOf(layer(2), layer(3))];
    await Promise.all([engine.derive(one), engine.derive(other)]);
    const begun = (key: string): number =>
      events.findIndex((event) => event.derivation.key === key && event.state === 'RUNNING');
    const ended = (key: string): number =>
      events.findIndex((event) => event.derivation.key === key && event.state === 'DONE');
    expect(begun(other.key)).toBeGreaterThan(ended(one.key));
  });

  it('do not wait for what is less urgent', async () => {
    const [urgent, patient] = [correlationOf(layer(0), layer(1)), correlationOf(layer(0), layer(2))];
    await Promise.all([engine.derive(patient), engine.derive(urgent, { priority: 1 })]);
    const done = events.filter(({ state }) => state === 'DONE').map(({ derivation }) => derivation.key);
    expect(done).toEqual([urgent.key, patient.key]);
  });
});

describe('when things go wrong in a pass', () => {
  it('one that is cancelled leaves the others at work, and nothing is read again', async () => {
    const pairs = tenPairs();
    const dropped = pairs[4]!;
    const stop = engine.subscribe((event) => {
      if (event.derivation.key === dropped.key && event.state === 'RUNNING' && event.progress > 0)
        engine.cancel(dropped.key);
    });
    const results = await Promise.allSettled(pairs.map((pair) => engine.derive(pair)));
    stop();
    expect(results.map(({ status }) => status)).toEqual(
      pairs.map((pair) => (pair === dropped ? 'rejected' : 'fulfilled')),
    );
    expect(events.filter(({ state }) => state === 'CANCELLED').map(({ derivation }) => derivation.key)).toEqual([
      dropped.key,
    ]);
    for (const index of UNITS.keys()) expect(Math.max(...readsOf(index))).toBe(1);
    expect((await engine.derive(dropped)).samples).toBe(SAMPLES);
  });

  it('one from which all have gone stops', async () => {
    const pairs = tenPairs();
    engine.subscribe((event) => {
      if (event.state === 'RUNNING' && event.progress > 0) for (const { key } of pairs) engine.cancel(key);
    });
    const results = await Promise.allSettled(pairs.map((pair) => engine.derive(pair)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    // The second shard of the widest layer was not come to.
    expect(readsOf(2).at(-1)).toBe(0);
  });

  it('one that goes while the device multiplies, and one whose recording turns out to be damaged, stop no other', async () => {
    const recordings = [0, 1, 2].map((index) => layers[index]!.recording);
    const pairs = [
      { left: 0, right: 1, precise: false },
      { left: 0, right: 2, precise: false },
      { left: 1, right: 1, precise: false },
    ];
    const damaged = recordings[2]!.shards[1]!;
    store.blobs.set(damaged.digest, new Uint8Array(damaged.bytes).fill(0x7b));
    let gone = false;
    let calls = 0;
    const slow: Backend = {
      ...backend,
      async crossProducts(left, right) {
        gone = ++calls > 2;
        await new Promise((resolve) => setTimeout(resolve, 5));
        return backend.crossProducts(left, right);
      },
    };
    const watch = { report: async () => {}, wants: (pair: number) => !(gone && pair === 0) };
    const [left, failed, own] = await comomentsTogether(recordings, pairs, { store, backend: slow }, watch);
    expect(left).toBeUndefined();
    expect(String(failed)).toMatch(/Shard 1 /);
    const itself = [{ left: 0, right: 0, precise: false }];
    const alone = await comomentsTogether([recordings[1]!], itself, { store, backend }, { report: watch.report });
    expect(own).toEqual(alone[0]);
  });

  it('a damaged shard fails the pairs of its recording alone, by name', async () => {
    const damaged = shardsOf(2)[1]!;
    const whole = store.blobs.get(damaged)!;
    store.blobs.set(damaged, new Uint8Array(whole.length).fill(0x7b));
    const results = await Promise.allSettled(tenPairs().map((pair) => engine.derive(pair)));
    expect(results.map(({ status }) => status)).toEqual(
      TEN.map(([left, right]) => (left === 2 || right === 2 ? 'rejected' : 'fulfilled')),
    );
    const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(String(failed.reason)).toMatch(/Shard 1 /);
    for (const index of [0, 1, 3, 4]) expect(Math.max(...readsOf(index))).toBe(1);
    store.blobs.set(damaged, whole);
    expect((await engine.derive(tenPairs()[1]!)).samples).toBe(SAMPLES);
  });
});

/** A store that reads into memory that is there, as files are read. */
class FillingStore extends CountingStore {
  async readBlobInto(digest: string, into: Uint8Array): Promise<number> {
    const bytes = (await this.readBlob(digest)).subarray(0, into.length);
    into.set(bytes);
    return bytes.length;
  }
}

describe('shards that end at the same samples', () => {
  it('are multiplied as they were read, into memory that is used again, as exactly as float32 does', async () => {
    const own = new FillingStore();
    const [units, samples] = [260, 40_000];
    const recordings = await Promise.all(
      [1, 2].map((seed) => {
        const rectified = new Float32Array(samples * units);
        let state = seed;
        for (let index = 0; index < rectified.length; index++) {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          // The last unit lies far from 0.
          rectified[index] = Math.max(0, state / 2 ** 32 - 0.4) + (index % units === units - 1 ? 100 : 0);
        }
        return writeRecording(rectified, { units, title: `${seed}`, key: `${seed}` }, own);
      }),
    );
    const [left, right] = recordings as [Recording, Recording];
    expect(left.shards.length).toBe(3);
    const over = async (pairs: readonly RecordingPair[]) => {
      const sums = await comomentsTogether(recordings, pairs, { store: own, backend }, { report: async () => {} });
      return sums.map((sum, index) => {
        const [x, y] = [recordings[pairs[index]!.left]!, recordings[pairs[index]!.right]!];
        return correlationFromComoments(sum as Float64Array, x.moments, y.moments);
      });
    };
    const quick = await over([
      { left: 0, right: 1, precise: false },
      { left: 0, right: 0, precise: false },
    ]);
    expect(Math.max(...own.reads.values())).toBe(1);
    const precise = await over([
      { left: 0, right: 1, precise: true },
      { left: 0, right: 0, precise: true },
    ]);
    let worst = 0;
    for (const [index, found] of quick.entries())
      found.forEach((value, at) => {
        worst = Math.max(worst, Math.abs(value - precise[index]![at]!));
      });
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThan(1e-6);
    // Against both passes of one pair in this thread.
    const [x, y] = [await new RecordingReader(left, own).all(), await new RecordingReader(right, own).all()];
    const row = (values: Float32Array, unit: number) => values.subarray(unit * samples, (unit + 1) * samples);
    const [a, b] = [row(x, 3), row(y, units - 1)];
    const middle = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / samples;
    const [p, q] = [middle(a), middle(b)];
    const sums = [0, 0, 0];
    a.forEach((value, sample) => {
      const [one, other] = [value - p, b[sample]! - q];
      [one * other, one * one, other * other].forEach((product, at) => {
        sums[at] = sums[at]! + product;
      });
    });
    expect(precise[0]![3 * units + units - 1]).toBeCloseTo(sums[0]! / Math.sqrt(sums[1]! * sums[2]!), 10);
  });
});

describe('memory', () => {
  /** The most that a run over the ten pairs held at a time, in bytes, garbage apart. */
  async function peak(passBytes?: number): Promise<number> {
    // What is read is not the store's own, as with files.
    store.readBlob = async (digest) => (store.blobs.get(digest) as Uint8Array).slice();
    let most = 0;
    const held = (): number => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const precise = backend.preciseCrossProducts!;
    let calls = 0;
    const watched: Backend = {
      ...backend,
      async preciseCrossProducts(left, right) {
        if (calls++ % 16 === 0) most = Math.max(most, held());
        return precise(left, right);
      },
    };
    const own = new Engine({
      store,
      backend: async () => watched,
      calibrates: false,
      ...(passBytes === undefined ? {} : { passBytes }),
    });
    const before = held();
    await Promise.all(tenPairs().map((pair) => own.derive(pair)));
    return most - before;
  }

  it('of a pass is no more than it may take', async () => {
    const bound = 80 * 2 ** 20;
    const bounded = await peak(bound);
    store.values.clear();
    for (const [key, bytes] of values) store.values.set(key, bytes);
    const free = await peak();
    expect(bounded).toBeLessThanOrEqual(bound);
    expect(free).toBeGreaterThan(bounded);
  });
});

describe('a device of little memory', () => {
  it('multiplies tile by tile, and comes to the same', async () => {
    const [x, y] = [layers[0]!.recording, layers[2]!.recording];
    const over = async (memoryBytes: number) => {
      let largest = 0;
      const device: Backend = {
        ...backend,
        memoryBytes,
        async crossProducts(left, right) {
          largest = Math.max(largest, 4 * (2 * left.samples * (left.units + right.units) + left.units * right.units));
          return backend.crossProducts(left, right);
        },
      };
      const pairs = [{ left: 0, right: 1, precise: false }];
      const [sums] = await comomentsTogether([x, y], pairs, { store, backend: device }, { report: async () => {} });
      return { values: correlationFromComoments(sums as Float64Array, x.moments, y.moments), largest };
    };
    const [whole, tiled] = [await over(2 ** 30), await over(2 ** 18)];
    expect(whole.largest).toBeGreaterThan(2 ** 18);
    expect(tiled.largest).toBeLessThanOrEqual(2 ** 18);
    whole.values.forEach((value, index) => {
      if (Number.isNaN(value)) expect(tiled.values[index]).toBeNaN();
      else expect(Math.abs(tiled.values[index]! - value)).toBeLessThan(1e-6);
    });
  });
});
