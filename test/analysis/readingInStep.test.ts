import { RandomSource, type Recording } from '@unitgraph/analysis';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReadingInStep } from '../../packages/analysis/dist/derivations/readingInStep.js';
import { CountingStore, type LayerInShards, layerInShards } from './layersInShards.js';

let made: CountingStore;
let layers: LayerInShards[];
beforeAll(async () => {
  made = new CountingStore();
  layers = [];
  for (const seed of [1, 2, 3]) layers.push(await layerInShards(made, seed, { units: 2, samples: 200, shard: 20 }));
});

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const recordings = (...places: number[]): Recording[] => places.map((place) => layers[place]!.recording);
const shardsOf = (place: number): readonly string[] => layers[place]!.shards;
const readsOf = (store: CountingStore, place: number) => shardsOf(place).map((digest) => store.reads.get(digest) ?? 0);

/** Reads shards in an order, pausing as often as it is told to after each, and says what it got. */
async function readAll(reading: ReadingInStep, index: number, order: readonly string[], pauses = (_: number) => 0) {
  const store = reading.storeOf(index);
  const found: Uint8Array[] = [];
  for (const [place, digest] of order.entries()) {
    found.push(await store.readBlob(digest));
    for (let left = pauses(place); left > 0; left--) await pause();
  }
  reading.leave(index);
  return found;
}

describe('several that read', () => {
  it('the same recording get each shard of one reading, the quick waiting for the slow', async () => {
    const store = made.copy();
    const reading = new ReadingInStep(store, [recordings(0), recordings(0), recordings(0)]);
    let [quick, slow] = [0, 0];
    await Promise.all([
      readAll(reading, 0, shardsOf(0), (place) => {
        quick = place;
        return 0;
      }),
      readAll(reading, 1, shardsOf(0), (place) => {
        slow = place;
        // Of all that is kept, nobody is further ahead.
        expect(quick - slow).toBeLessThanOrEqual(2);
        return 5;
      }),
      readAll(reading, 2, shardsOf(0), () => 1),
    ]);
    expect(readsOf(store, 0)).toEqual(shardsOf(0).map(() => 1));
  });

  it('one after another recording, in the same order or one behind the other, read each once', async () => {
    const store = made.copy();
    const pairs = [
      [0, 1],
      [0, 2],
      [1, 2],
    ];
    const reading = new ReadingInStep(
      store,
      pairs.map((pair) => recordings(...pair)),
    );
    await Promise.all(
      pairs.map((pair, index) =>
        readAll(
          reading,
          index,
          pair.flatMap((place) => [...shardsOf(place)]),
        ),
      ),
    );
    for (const place of [0, 1, 2]) expect(readsOf(store, place)).toEqual(shardsOf(place).map(() => 1));
  });

  it('round in a ring go on all the same, and only one recording is read again', async () => {
    const store = made.copy();
    const ring = [
      [0, 1],
      [1, 2],
      [2, 0],
    ];
    const reading = new ReadingInStep(
      store,
      ring.map((pair) => recordings(...pair)),
    );
    await Promise.all(
      ring.map((pair, index) =>
        readAll(
          reading,
          index,
          pair.flatMap((place) => [...shardsOf(place)]),
        ),
      ),
    );
    const total = [0, 1, 2].flatMap((place) => readsOf(store, place)).reduce((sum, reads) => sum + reads, 0);
    expect(total).toBeLessThanOrEqual(4 * shardsOf(0).length);
  });

  it('in any order read each once where there is memory to spare', async () => {
    const store = made.copy();
    const orders = [
      [0, 1],
      [1, 0],
      [1, 0],
    ];
    const spare = 2 * layers[0]!.recording.shards.reduce((sum, { bytes }) => sum + bytes, 0);
    const reading = new ReadingInStep(
      store,
      orders.map((pair) => recordings(...pair)),
      spare,
    );
    await Promise.all(
      orders.map((pair, index) =>
        readAll(
          reading,
          index,
          pair.flatMap((place) => [...shardsOf(place)]),
        ),
      ),
    );
    for (const place of [0, 1]) expect(readsOf(store, place)).toEqual(shardsOf(place).map(() => 1));
  });

  it('in any order, with any pauses, all get what is there, and come to an end', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = new RandomSource(seed);
      const store = made.copy();
      const readers = Array.from({ length: 2 + random.below(4) }, () => {
        const own = [0, 1, 2].filter(() => random.below(2) === 1);
        const places = own.length === 0 ? [random.below(3)] : own;
        // Some shards are left out, some recordings are read twice, or backwards.
        const order = [...places, ...(random.below(3) === 0 ? places : [])].flatMap((place) => {
          const some = shardsOf(place).filter(() => random.below(5) > 0);
          return random.below(6) === 0 ? some.reverse() : some;
        });
        return { places, order };
      });
      const reading = new ReadingInStep(
        store,
        readers.map(({ places }) => recordings(...places)),
      );
      const found = await Promise.all(
        readers.map(({ order }, index) => readAll(reading, index, order, () => random.below(3))),
      );
      for (const [index, { order }] of readers.entries())
        expect(
          order.every((digest, place) => Buffer.compare(found[index]![place]!, store.blobs.get(digest)!) === 0),
        ).toBe(true);
    }
  });
});

describe('one that reads beside others', () => {
  it('and ends, fails, or is stopped while it waits, keeps nobody waiting', async () => {
    const store = made.copy();
    const reading = new ReadingInStep(store, [recordings(0), recordings(0), recordings(0)]);
    const [slow, ahead] = [reading.storeOf(1), reading.storeOf(2)];
    const all = readAll(reading, 0, shardsOf(0));
    await slow.readBlob(shardsOf(0)[0]!);
    for (const digest of shardsOf(0).slice(0, 3)) await ahead.readBlob(digest);
    const waits = ahead.readBlob(shardsOf(0)[3]!);
    reading.stop(2);
    await expect(waits).rejects.toThrow(/nobody wants/);
    reading.leave(2);
    reading.leave(1);
    expect((await all).length).toBe(shardsOf(0).length);
    expect(readsOf(store, 0)).toEqual(shardsOf(0).map(() => 1));
  });

  it('gets what is missing told, as the others do, and it is tried again for who asks again', async () => {
    const store = made.copy();
    const missing = shardsOf(0)[0]!;
    const bytes = store.blobs.get(missing)!;
    store.blobs.delete(missing);
    const reading = new ReadingInStep(store, [recordings(0), recordings(0)]);
    const asked = [0, 1].map((index) => reading.storeOf(index).readBlob(missing));
    const told = await Promise.allSettled(asked);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    store.blobs.set(missing, bytes);
    expect(await reading.storeOf(0).readBlob(missing)).toEqual(bytes);
  });

  it('has everything else of the store as it is', async () => {
    const store = made.copy();
    const reading = new ReadingInStep(store, [recordings(0), recordings(0)]);
    const own = reading.storeOf(0);
    // Of a recording that it did not say that it reads: at once, and as often as it asks.
    for (let time = 0; time < 2; time++) await own.readBlob(shardsOf(1)[3]!);
    expect(readsOf(store, 1)[3]).toBe(2);
    await own.writeValue('key', new Uint8Array([1]));
    expect(await own.readValue('key')).toEqual(new Uint8Array([1]));
    expect(await own.hasValue('key')).toBe(true);
    await own.removeValue('key');
    expect(await store.hasValue('key')).toBe(false);
    const digest = await own.writeBlob(new Uint8Array([7]));
    expect(await own.sizeOfBlob(digest)).toBe(1);
    expect(own.describeBlob(digest)).toBe(store.describeBlob(digest));
    await own.removeBlob(digest);
    expect(await store.sizeOfBlob(digest)).toBeUndefined();
  });
});
