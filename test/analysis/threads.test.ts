import {
  type Backend,
  binEdgesOf,
  lanesOf,
  lassoPath,
  MemoryStore,
  mutualInformationOf,
  openBackend,
  type PredictionProblem,
  positiveQuantiles,
  RandomSource,
  type Recording,
  runLanes,
  type Task,
  Threads,
  threads,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const nothing = async (): Promise<void> => {};

/** A task whose module is its own text, which a thread can load as well as a file. */
function taskIn<Common, Item, Result>(body: string): Task<Common, Item, Result> {
  const source = `export const task = { run: (common, item) => { ${body} } };`;
  const run = new Function('common', 'item', body) as (common: Common, item: Item) => Result;
  return { module: `data:text/javascript,${encodeURIComponent(source)}`, name: 'task', run };
}

const multiply = taskIn<number, number, number>('return common * item;');

describe('worker threads', () => {
  const opened: Threads[] = [];
  const open = (count: number) => {
    const made = new Threads(count);
    opened.push(made);
    return made;
  };
  afterEach(async () => {
    for (const made of opened.splice(0)) await made.close();
  });

  it.for([1, 2, 3])('give results in the order of the items: %i', async (count) => {
    const items = Array.from({ length: 20 }, (_, index) => index);
    const own = open(count);
    expect(await own.run(multiply, 3, items)).toEqual(items.map((item) => 3 * item));
    expect(own.running).toBe(count === 1 ? 0 : count);
    expect(await own.run(multiply, 2, [])).toEqual([]);
    expect(await own.run(multiply, 2, [4])).toEqual([8]);
  });

  it('are no more than there are items', async () => {
    const own = open(8);
    expect(await own.run(multiply, 5, [1, 2])).toEqual([5, 10]);
    expect(own.running).toBe(2);
  });

  it('serve several calls at once', async () => {
    const own = open(2);
    const calls = [1, 2, 3, 4].map((factor) => own.run(multiply, factor, [1, 2, 3]));
    expect(await Promise.all(calls)).toEqual([1, 2, 3, 4].map((factor) => [factor, 2 * factor, 3 * factor]));
  });

  it('see the same memory', async () => {
    const sums = new Int32Array(new SharedArrayBuffer(4));
    const add = taskIn<Int32Array, number, void>('Atomics.add(common, 0, item);');
    await open(2).run(add, sums, [1, 10, 100, 1000]);
    expect(sums[0]).toBe(1111);
  });

  it('hand on what a task throws, once nothing of the call is under way, and go on', async () => {
    const own = open(2);
    const done = new Int32Array(new SharedArrayBuffer(4));
    const slow = taskIn<Int32Array, number, void>(`
      if (item === 0) throw new RangeError('item ' + item);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
      Atomics.add(common, 0, 1);
    `);
    await expect(own.run(slow, done, [0, 1, 2, 3, 4, 5])).rejects.toThrow('item 0');
    const count = done[0] as number;
    expect(count).toBeLessThan(5);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(done[0]).toBe(count);
    expect(await own.run(multiply, 3, [1, 2])).toEqual([3, 6]);
  });

  it('say that one ended at work, and are started anew', async () => {
    const own = open(2);
    const leave = taskIn<number, number, number>('if (item === common) process.exit(7); return item;');
    await expect(own.run(leave, 2, [1, 2, 3])).rejects.toThrow('ended with code 7');
    expect(await own.run(multiply, 3, [1, 2, 3])).toEqual([3, 6, 9]);
  });

  it('refuse what cannot be sent, and a task that nobody exports', async () => {
    const own = open(2);
    const unsendable = () => {};
    await expect(own.run(multiply as Task<unknown, unknown, unknown>, unsendable, [1, 2])).rejects.toThrow(/cloned/);
    await expect(own.run({ ...multiply, name: 'other' }, 1, [1, 2])).rejects.toThrow(/exports no task other/);
    expect(await own.run(multiply, 3, [1, 2])).toEqual([3, 6]);
  });

  it('leave nothing running when they are closed, and fail what they were at and what waited', async () => {
    const own = open(2);
    const forever = taskIn<Int32Array, number, void>('for (;;) Atomics.add(common, 0, 1);');
    const count = new Int32Array(new SharedArrayBuffer(4));
    const calls = [own.run(forever, count, [1, 2]), own.run(multiply, 2, [1, 2])].map((call) =>
      call.then(
        () => 'done',
        (error: Error) => error.message,
      ),
    );
    while (Atomics.load(count, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await own.close();
    expect(own.running).toBe(0);
    for (const message of await Promise.all(calls)) expect(message).toMatch(/ended/);
    const before = Atomics.load(count, 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(Atomics.load(count, 0)).toBe(before);
    expect(await own.run(multiply, 3, [1, 2])).toEqual([3, 6]);
  });
});

describe('what is computed by several threads', () => {
  const before = threads.count;
  const store = new MemoryStore();
  let backend: Backend;
  let sides: readonly [Recording, Recording];
  beforeAll(async () => {
    backend = await openBackend('onnxruntime');
    // Large enough that threads pay, no multiple of what is taken at a time; units that are dead, constant, few-valued, never silent.
    const samples = 9_001;
    const made = (units: number, seed: number) => {
      const random = new RandomSource(seed);
      const values = Float32Array.from({ length: samples * units }, (_, index) => {
        const unit = index % units;
        if (unit === 0) return 0;
        if (unit === 1) return 2.5;
        if (unit === 2) return Math.floor(3 * random.uniform());
        return unit === 3 ? 1 + random.uniform() : Math.max(0, random.normal());
      });
      return writeRecording(values, { units, title: 'made', key: `made ${seed}` }, store);
    };
    sides = [await made(75, 1), await made(61, 2)];
  });
  afterAll(async () => {
    await backend.dispose();
    await threads.resize(before);
  });

  it('is the same bit for bit: bins and mutual information', async () => {
    const found = [];
    for (const count of [1, 2, 3]) {
      await threads.resize(count);
      const [left, right] = sides;
      const edges = [await binEdgesOf(left, store, nothing), await binEdgesOf(right, store, nothing)] as const;
      const [x, y] = [
        { recording: left, edges: edges[0] },
        { recording: right, edges: edges[1] },
      ];
      const device = { store, backend };
      const { raw, corrected } = await mutualInformationOf(x, y, false, device, nothing);
      const itself = await mutualInformationOf(x, x, true, device, nothing);
      found.push({ edges, raw, corrected, itself: itself.raw });
      expect(threads.running).toBe(count === 1 ? 0 : count);
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('is the same bit for bit: quantiles, whether what is near them is sorted or counted', async () => {
    const shares = [0.001, 0.25, 0.5, 0.9, 0.999];
    const found = [];
    for (const [count, most] of [
      [1, 1e9],
      [2, 1e9],
      [2, 0],
    ] as const) {
      await threads.resize(count);
      found.push(await positiveQuantiles(sides[0], store, { floor: Math.fround(1e-6), shares }, nothing, most));
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('is the same bit for bit: LASSO paths, and a path that is no longer wanted ends', async () => {
    const problem = equicorrelated(100, 40);
    const found = [];
    for (const count of [1, 2, 3]) {
      await threads.resize(count);
      found.push(await lassoPath(problem, {}, nothing));
      const stopped = lassoPath(problem, {}, async () => {
        throw new Error('no longer wanted');
      });
      await expect(stopped).rejects.toThrow('no longer wanted');
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('begins no further item once a report throws', async () => {
    const source = `
      const sleep = new Int32Array(new SharedArrayBuffer(4));
      const open = (common) => (item) => { Atomics.add(common, 0, 1); Atomics.wait(sleep, 0, 0, 30); };
      export const lanes = { run: ({ common, next, count }) => {
        const work = open(common);
        for (let item; (item = Atomics.add(next, 0, 1)) < count; ) work(item);
      } };`;
    await threads.resize(2);
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const lanes = lanesOf(`data:text/javascript,${encodeURIComponent(source)}`, 'lanes', (_: Int32Array) => () => {});
    const report = async (fraction: number) => {
      if (fraction > 0) throw new Error('enough');
    };
    await expect(runLanes(lanes, begun, 1000, 2, report)).rejects.toThrow('enough');
    const count = Atomics.load(begun, 0);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(1000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(Atomics.load(begun, 0)).toBe(count);
  });
});

/** Predictors that share what half of their variance is, and targets that share it too. */
function equicorrelated(predictors: number, targets: number): PredictionProblem {
  const random = new RandomSource(3);
  const gram = new Float64Array(predictors ** 2).fill(0.5);
  for (let index = 0; index < predictors; index++) gram[index * (predictors + 1)] = 1;
  const cross = Float64Array.from({ length: targets * predictors }, () => 0.4 + 0.02 * random.normal());
  const units = (count: number) => Int32Array.from({ length: count }, (_, unit) => unit);
  return { samples: 1000, predictorUnits: units(predictors), targetUnits: units(targets), gram, cross };
}
