import {
  type Backend,
  baselineOf,
  binsOf,
  bootstrapOf,
  type ComputationEvent,
  correlationOf,
  type Derivation,
  Engine,
  informationOf,
  MemoryStore,
  matchingsOf,
  momentsBetween,
  openBackend,
  permutedSimilarityOf,
  predictionBaselineOf,
  profileOf,
  type Recording,
  ranksOf,
  reducedRecordingOf,
  rotatedSimilarityOf,
  similarityBetween,
  similarityBootstrapOf,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CountingStore, type LayerInShards, layerInShards } from './layersInShards.js';

let backend: Backend;
let made: CountingStore;
let layers: LayerInShards[];
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
  made = new CountingStore();
  layers = [];
  for (const [index, units] of [12, 9, 16, 5, 10].entries())
    layers.push(await layerInShards(made, index + 1, { units, samples: 400, shard: 60 }));
});
afterAll(() => backend.dispose());

let store: CountingStore;
let engine: Engine;
let events: ComputationEvent[];
function newEngine(over: CountingStore, passBytes?: number): Engine {
  const options = { store: over, backend: async () => backend, calibrates: false };
  return new Engine(passBytes === undefined ? options : { ...options, passBytes });
}
beforeEach(() => {
  store = made.copy();
  engine = newEngine(store);
  events = [];
  engine.subscribe((event) => events.push(event));
});

const layer = (index: number): Derivation<Recording> => layers[index]!.wanted;
const readsOf = (index: number): number[] => layers[index]!.shards.map((digest) => store.reads.get(digest) ?? 0);
const once = (index: number): number[] => layers[index]!.shards.map(() => 1);
const deriveAll = (all: readonly Derivation[]) => Promise.all(all.map((each) => engine.derive(each)));
const DRAWING = { repeats: 4, seed: 3 };
const PERMUTATION = { kind: 'PERMUTATION', ...DRAWING } as const;

/** Everything that reads recordings, of one pair. */
function allKinds(x: Derivation<Recording>, y: Derivation<Recording>): Derivation[] {
  return [
    ...[profileOf(x), ranksOf(x), binsOf(x), reducedRecordingOf(x, { kind: 'MEAN' })],
    ...[correlationOf(x, y), momentsBetween(x, y), informationOf(x, y), matchingsOf(x, y, 'SPEARMAN')],
    ...(['RSA', 'CKA_RBF', 'MUTUAL_KNN', 'CKA_DEBIASED'] as const).map((measure) => similarityBetween(measure, x, y)),
    ...[bootstrapOf(x, y, DRAWING), similarityBootstrapOf('CKA_LINEAR', [x, y], DRAWING)],
    ...[baselineOf(x, y, PERMUTATION), baselineOf(x, y, PERMUTATION, 'MUTUAL_INFORMATION')],
    ...(['RSA', 'CKA_LINEAR', 'CKA_DEBIASED'] as const).map((measure) =>
      permutedSimilarityOf(measure, [x, y], DRAWING),
    ),
    ...[rotatedSimilarityOf('RSA', [x, y], DRAWING), predictionBaselineOf(x, y, PERMUTATION)],
  ];
}

describe('whatever reads recordings, wanted at the same time', () => {
  it('comes to the same, to the bit, as each by itself', async () => {
    const wanted = [
      ...allKinds(layer(0), layer(1)),
      informationOf(layer(2), layer(0)),
      correlationOf(layer(2), layer(0)),
    ];
    await deriveAll(wanted);
    const alone = made.copy();
    const other = newEngine(alone);
    for (const each of wanted) await other.derive(each);
    for (const { key, title } of wanted)
      expect(Buffer.compare(store.values.get(key)!, alone.values.get(key)!), title).toBe(0);
    // And the first of them did read together.
    const reads = (counted: CountingStore) =>
      layers[0]!.shards.reduce((sum, shard) => sum + counted.reads.get(shard)!, 0);
    expect(reads(store)).toBeLessThan(0.3 * reads(alone));
  });

  it('reads each shard once, of one layer and of a pair, in whichever order each reads', async () => {
    const [x, y] = [layer(0), layer(1)];
    await deriveAll([
      ...[profileOf(x), ranksOf(x), ranksOf(y), correlationOf(x, y), momentsBetween(y, y), bootstrapOf(x, y, DRAWING)],
      ...[similarityBootstrapOf('CKA_LINEAR', [y, x], DRAWING), baselineOf(x, y, PERMUTATION)],
      ...[similarityBetween('RSA', x, y), similarityBetween('CKA_RBF', y, x), similarityBetween('MUTUAL_KNN', x, y)],
    ]);
    expect(readsOf(0)).toEqual(once(0));
    expect(readsOf(1)).toEqual(once(1));
  });

  it('reads each of five layers once for the joint counts of their ten pairs', async () => {
    await deriveAll(layers.map(({ wanted }) => binsOf(wanted)));
    store.reads.clear();
    const pairs = layers.flatMap((_, left) =>
      layers.slice(left + 1).map((_, place) => [left, left + 1 + place] as const),
    );
    await deriveAll(pairs.map(([left, right]) => informationOf(layer(left), layer(right))));
    for (const index of layers.keys()) expect(readsOf(index)).toEqual(once(index));
  });

  it('is split where it would take more memory than there is', async () => {
    const profiles = [profileOf(layer(0)), ranksOf(layer(0)), correlationOf(layer(0), layer(1))];
    engine = newEngine(store, 1);
    await deriveAll(profiles);
    expect(readsOf(0)).toEqual(once(0).map(() => 3));
  });

  it('tells how far each is, and each as soon as it is done', async () => {
    const [quick, long] = [profileOf(layer(0)), bootstrapOf(layer(0), layer(1), { repeats: 2_000, seed: 1 })];
    await deriveAll([quick, long]);
    const progressOf = ({ key }: Derivation) =>
      events.filter(({ derivation }) => derivation.key === key).map(({ progress }) => progress);
    for (const each of [quick, long]) {
      expect(progressOf(each).at(-1)).toBe(1);
      expect(progressOf(each)).toEqual([...progressOf(each)].sort((a, b) => a - b));
    }
    const done = events.filter(({ state }) => state === 'DONE').map(({ derivation }) => derivation.key);
    expect(done).toEqual([quick.key, long.key]);
  });

  it('leaves to itself what is less urgent, and what has no recording in common', async () => {
    const urgent = profileOf(layer(0));
    const others = [ranksOf(layer(0)), profileOf(layer(1))];
    await Promise.all([...others.map((each) => engine.derive(each)), engine.derive(urgent, { priority: 1 })]);
    const first = events.findIndex(({ state }) => state === 'DONE');
    expect(events[first]?.derivation.key).toBe(urgent.key);
    const begun = events.slice(0, first).filter(({ state }) => state === 'RUNNING');
    expect(new Set(begun.map(({ derivation }) => derivation.key))).toEqual(new Set([urgent.key]));
  });

  it('does not wait for what takes much longer', async () => {
    const quick = profileOf(layer(0));
    const long = engine.derive(bootstrapOf(layer(0), layer(1), { repeats: 5_000_000, seed: 1 }));
    long.catch(() => {});
    await engine.derive(quick);
    expect(events.some(({ derivation, state }) => derivation.kind === 'bootstrap' && state === 'RUNNING')).toBe(false);
    for (const { derivation } of events) if (derivation.kind === 'bootstrap') engine.cancel(derivation.key);
    await expect(long).rejects.toThrow();
  });
});

describe('when things go wrong beside each other', () => {
  const wanted = () => [
    ...[profileOf(layer(0)), ranksOf(layer(0)), correlationOf(layer(0), layer(2)), profileOf(layer(2))],
    ...[bootstrapOf(layer(0), layer(1), DRAWING), similarityBetween('RSA', layer(2), layer(1))],
  ];

  it.each([0, 1, 2, 3, 4, 5])(
    'number %i that is cancelled leaves the others at work, and nothing is read again',
    async (place) => {
      const dropped = wanted()[place]!;
      const stop = engine.subscribe(({ derivation, state, progress }) => {
        if (derivation.key === dropped.key && state === 'RUNNING' && (progress > 0 || place === 5))
          engine.cancel(dropped.key);
      });
      const results = await Promise.allSettled(wanted().map((each) => engine.derive(each)));
      stop();
      expect(results.map(({ status }) => status)).toEqual(
        wanted().map((each) => (each.key === dropped.key ? 'rejected' : 'fulfilled')),
      );
      for (const index of [0, 1, 2]) expect(Math.max(...readsOf(index))).toBe(1);
      expect(await engine.derive(dropped)).toBeDefined();
    },
  );

  it('all that are cancelled stop, in the middle', async () => {
    engine.subscribe(({ state, progress }) => {
      if (state === 'RUNNING' && progress > 0) for (const { key } of wanted()) engine.cancel(key);
    });
    const results = await Promise.allSettled(wanted().map((each) => engine.derive(each)));
    expect(results.map(({ status }) => status)).toEqual(wanted().map(() => 'rejected'));
    expect(
      new Set(events.filter(({ state }) => state === 'CANCELLED').map(({ derivation }) => derivation.key)),
    ).toEqual(new Set(wanted().map(({ key }) => key)));
  });

  it('a damaged shard fails those that read its recording alone, by name', async () => {
    const damaged = layers[2]!.shards[4]!;
    store.blobs.set(damaged, new Uint8Array(store.blobs.get(damaged)!.length).fill(0x7b));
    const results = await Promise.allSettled(wanted().map((each) => engine.derive(each)));
    expect(results.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected'],
      ...['fulfilled', 'rejected'],
    ]);
    for (const result of results) if (result.status === 'rejected') expect(String(result.reason)).toMatch(/Shard 4 /);
    for (const index of [0, 1]) expect(readsOf(index)).toEqual(once(index));
  });

  it('one whose result cannot be written fails alone', async () => {
    const [unwritten] = wanted();
    const write = MemoryStore.prototype.writeValue;
    store.writeValue = async (key, bytes) => {
      if (key === unwritten!.key) throw new Error('The disk is full.');
      return write.call(store, key, bytes);
    };
    const results = await Promise.allSettled(wanted().map((each) => engine.derive(each)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', ...Array(5).fill('fulfilled')]);
    expect(String((results[0] as PromiseRejectedResult).reason)).toMatch(/disk is full/);
  });
});
