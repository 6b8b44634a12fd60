import {
  type Backend,
  chunkOrder,
  comomentsOf,
  copyShifted,
  correlationFromComoments,
  drawShifts,
  MemoryStore,
  matchingsOfValues,
  mergeMoments,
  momentsOf,
  openBackend,
  permutationBaseline,
  quantile,
  RandomSource,
  type Recording,
  randomOrthogonal,
  rotationBaseline,
  significanceOf,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const nothing = async (): Promise<void> => {};
const never = (): never => {
  throw new Error('all values are finite');
};

let backend: Backend;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
});
afterAll(() => backend.dispose());

/** Units that share latent causes: samples x units. */
function activations(samples: number, units: number, seed: number, noise = 1): Float32Array {
  const shared = new RandomSource(99);
  const weights = Float64Array.from({ length: units * 5 }, () => shared.normal());
  const random = new RandomSource(seed);
  const latent = new RandomSource(1);
  const values = new Float32Array(samples * units);
  for (let sample = 0; sample < samples; sample++) {
    const causes = Array.from({ length: 5 }, () => latent.normal());
    for (let unit = 0; unit < units; unit++) {
      const sum = causes.reduce((total, cause, index) => total + cause * (weights[unit * 5 + index] as number), 0);
      values[sample * units + unit] = sum + noise * random.normal();
    }
  }
  return values;
}

async function record(values: Float32Array, units: number, store: MemoryStore, key: string): Promise<Recording> {
  return writeRecording(values, { units, title: key, key }, store);
}

async function correlate(left: Recording, right: Recording, store: MemoryStore): Promise<Float64Array> {
  return correlationFromComoments(
    await comomentsOf(left, right, left === right, store, backend, nothing),
    left.moments,
    right.moments,
  );
}

describe('moments', () => {
  it('of parts, merged in any grouping, are those of the whole', () => {
    const units = 6;
    const values = activations(1000, units, 3);
    const part = (first: number, count: number): Float32Array => {
      const block = new Float32Array(units * count);
      for (let unit = 0; unit < units; unit++) {
        for (let sample = 0; sample < count; sample++)
          block[unit * count + sample] = values[(first + sample) * units + unit] as number;
      }
      return block;
    };
    const whole = momentsOf(part(0, 1000), units, 1000, never);
    const [a, b, c] = [
      [0, 137],
      [137, 500],
      [637, 363],
    ].map(([first, count]) => momentsOf(part(first as number, count as number), units, count as number, never));
    for (const merged of [mergeMoments(mergeMoments(a!, b!), c!), mergeMoments(a!, mergeMoments(b!, c!))]) {
      expect(merged.count).toBe(1000);
      for (let unit = 0; unit < units; unit++) {
        expect(merged.mean[unit]).toBeCloseTo(whole.mean[unit] as number, 12);
        expect(merged.squares[unit]! / whole.squares[unit]!).toBeCloseTo(1, 12);
        expect(merged.minimum[unit]).toBe(whole.minimum[unit]);
        expect(merged.maximum[unit]).toBe(whole.maximum[unit]);
      }
    }
  });

  it('refuse NaN, naming shard, stimulus and unit', async () => {
    const values = activations(50, 4, 1);
    values[17 * 4 + 2] = Number.NaN;
    await expect(record(values, 4, new MemoryStore(), 'spoilt')).rejects.toThrow(
      /spoilt: unit 2 is NaN on stimulus 17 \(shard 0, sample 17\)/,
    );
    values[17 * 4 + 2] = Number.POSITIVE_INFINITY;
    await expect(record(values, 4, new MemoryStore(), 'spoilt')).rejects.toThrow(/unit 2 is Infinity on stimulus 17/);
  });
});

describe('correlation', () => {
  it('is symmetric, 1 with itself, and the same for scaled, shifted and reordered units', async () => {
    const store = new MemoryStore();
    const units = 9;
    const values = activations(3000, units, 5);
    const order = new RandomSource(2).shuffle(Int32Array.from({ length: units }, (_, unit) => unit));
    const changed = Float32Array.from(values, (_, index) => {
      const source = values[Math.floor(index / units) * units + (order[index % units] as number)] as number;
      return source * (1 + (index % units)) - 3;
    });
    const left = await record(values, units, store, 'left');
    const right = await record(changed, units, store, 'right');
    const own = await correlate(left, left, store);
    const across = await correlate(left, right, store);
    for (let row = 0; row < units; row++) {
      expect(own[row * units + row]).toBeCloseTo(1, 6);
      for (let column = 0; column < units; column++) {
        expect(own[row * units + column]).toBeCloseTo(own[column * units + row] as number, 6);
        expect(across[row * units + column]).toBeCloseTo(own[row * units + (order[column] as number)] as number, 5);
      }
    }
  });

  it('does not depend on where blocks and shards end', async () => {
    const store = new MemoryStore();
    const values = activations(2500, 3, 8);
    const whole = await record(values, 3, store, 'whole');
    const cut: Recording = { ...whole, shards: [] };
    const shards = [...whole.shards];
    for (const [first, count] of [
      [0, 1],
      [1, 1023],
      [1024, 1000],
      [2024, 476],
    ] as const) {
      const part = await record(values.slice(first * 3, (first + count) * 3), 3, store, `part ${first}`);
      shards.push({ ...part.shards[0]!, firstStimulus: first });
    }
    (cut.shards as typeof shards).push(...shards.slice(1));
    const [a, b] = [await correlate(whole, whole, store), await correlate(cut, cut, store)];
    a.forEach((value, index) => {
      expect(b[index]).toBeCloseTo(value, 6);
    });
  });

  it('of a dead and of a constant unit is NaN, and the unit takes part in no matching', async () => {
    const store = new MemoryStore();
    const values = activations(300, 4, 2).map((value, index) =>
      index % 4 === 1 ? 0 : index % 4 === 2 ? Math.fround(0.1) : value,
    );
    const recording = await record(values, 4, store, 'with dead units');
    expect([...recording.conditions]).toEqual([0, 1, 2, 0]);
    const correlation = await correlate(recording, recording, store);
    expect(correlation[1]).toBeNaN();
    expect(correlation[2]).toBeNaN();
    const found = matchingsOfValues({
      rows: 4,
      columns: 4,
      samples: 300,
      values: correlation,
      leftConditions: recording.conditions,
      rightConditions: recording.conditions,
    });
    expect([...found.rules.ASSIGNMENT.targets]).toEqual([0, -1, -1, 3]);
    expect([found.deadLeft, found.deadRight, found.rules.GREEDY.matched]).toEqual([2, 2, 2]);
    expect(found.agreement).toBe(1);
  });
});

describe('baselines', () => {
  it('permutation: unrelated units are within it, related ones far above; the same seed gives the same draws', async () => {
    const store = new MemoryStore();
    const left = await record(activations(1200, 10, 1), 10, store, 'left');
    const right = await record(activations(1200, 12, 2), 12, store, 'right');
    const values = await correlate(left, right, store);
    const mean = matchingsOfValues({
      rows: 10,
      columns: 12,
      samples: 1200,
      values,
      leftConditions: left.conditions,
      rightConditions: right.conditions,
    }).rules.ASSIGNMENT.mean;
    const draw = (seed: number) => permutationBaseline(left, right, 19, seed, store, backend, nothing);
    const [first, again, other] = [await draw(4), await draw(4), await draw(5)];
    expect(first).toEqual(again);
    expect(first.rules.GREEDY.means).not.toEqual(other.rules.GREEDY.means);
    const { pValue, percentile95 } = significanceOf(mean, first.rules.ASSIGNMENT.means);
    expect(mean).toBeGreaterThan(0.5);
    expect(percentile95).toBeLessThan(0.1);
    expect(pValue).toBe(1 / 20);
  });

  it('permutation: shifts are all different, never the identity, and move chunks as a ring', () => {
    const shifts = drawShifts(19, 100, 100, new RandomSource(1));
    expect(new Set(shifts.map((shift) => shift.stimuli)).size).toBe(19);
    for (const shift of shifts) expect(shift.stimuli % 100).not.toBe(0);
    for (const shift of drawShifts(19, 100, 30, new RandomSource(1))) {
      const sources = [0, 1, 2, 3].map((index) => shift.chunkOf(index));
      expect([...sources].sort()).toEqual([0, 1, 2, 3]);
      expect(sources[3]).toBe(3);
    }
  });

  it('permutation: a shifted copy is the chunk turned round, stimulus by stimulus', () => {
    const chunk = {
      index: 0,
      units: 2,
      samples: 6,
      values: Float32Array.from([0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15]),
    };
    const target = new Float32Array(6);
    copyShifted(target, 0, chunk, 3, 3, 2);
    expect([...target]).toEqual([5, 0, 1, 15, 10, 11]);
  });

  it('permutation: what a draw gives is what a shuffled copy of the recording gives', async () => {
    const store = new MemoryStore();
    const [values, other] = [activations(400, 5, 1), activations(400, 5, 2)];
    const left = await record(values, 5, store, 'left');
    const right = await record(other, 5, store, 'right');
    const seed = 6;
    const baseline = await permutationBaseline(left, right, 3, seed, store, backend, nothing);
    const order = chunkOrder(400, 0, seed);
    const shifts = drawShifts(3, 400, 400, new RandomSource(seed, 1));
    const place = new Int32Array(400);
    order.forEach((stimulus, index) => {
      place[stimulus] = index;
    });
    for (const [repeat, shift] of shifts.entries()) {
      const moved = Float32Array.from(other, (_, index) => {
        const partner = order[((place[Math.floor(index / 5)] as number) + shift.stimuli) % 400] as number;
        return other[partner * 5 + (index % 5)] as number;
      });
      const shuffled = await record(moved, 5, store, `moved ${repeat}`);
      const correlation = await correlate(left, shuffled, store);
      const conditions = left.conditions;
      const found = matchingsOfValues({
        rows: 5,
        columns: 5,
        samples: 400,
        values: correlation,
        leftConditions: conditions,
        rightConditions: conditions,
      });
      expect(baseline.rules.ASSIGNMENT.means[repeat]).toBeCloseTo(found.rules.ASSIGNMENT.mean, 5);
      expect(baseline.rules.GREEDY.means[repeat]).toBeCloseTo(found.rules.GREEDY.mean, 5);
    }
  });

  it('rotation keeps the subspace: what a rotation of one network by itself leaves is below its identity', async () => {
    const store = new MemoryStore();
    const recording = await record(activations(2000, 12, 1, 2), 12, store, 'one');
    const values = await correlate(recording, recording, store);
    const own = {
      rows: 12,
      columns: 12,
      samples: 2000,
      values,
      leftConditions: recording.conditions,
      rightConditions: recording.conditions,
    };
    const baseline = await rotationBaseline(own, own, 19, 3, nothing);
    expect(matchingsOfValues(own).rules.ASSIGNMENT.mean).toBeCloseTo(1, 6);
    for (const mean of baseline.rules.ASSIGNMENT.means) {
      expect(mean).toBeGreaterThan(0.2);
      expect(mean).toBeLessThan(0.95);
    }
  });

  it('random rotations are orthogonal', () => {
    const size = 60;
    const rotation = randomOrthogonal(size, new RandomSource(11));
    for (let row = 0; row < size; row++) {
      for (let other = 0; other < size; other++) {
        let sum = 0;
        for (let column = 0; column < size; column++)
          sum += rotation[row * size + column]! * rotation[other * size + column]!;
        expect(sum).toBeCloseTo(row === other ? 1 : 0, 12);
      }
    }
  });

  it('quantiles and p-values are as defined', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([], 0.5)).toBeNaN();
    expect(significanceOf(3, [1, 2, 3, 4]).pValue).toBe(3 / 5);
    expect(significanceOf(9, [1, Number.NaN]).pValue).toBe(1 / 3);
  });
});

describe('the random source', () => {
  it('is uniform, normal, and independent of its neighbours', () => {
    const random = new RandomSource(1, 2, 3);
    const draws = Array.from({ length: 50_000 }, () => random.uniform());
    expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.5, 2);
    const normals = Array.from({ length: 50_000 }, () => random.normal());
    expect(normals.reduce((sum, draw) => sum + draw * draw, 0) / normals.length).toBeCloseTo(1, 1);
    const [a, b] = [new RandomSource(5, 0), new RandomSource(5, 1)];
    const product =
      Array.from({ length: 20_000 }, () => a.normal() * b.normal()).reduce((sum, value) => sum + value, 0) / 20_000;
    expect(Math.abs(product)).toBeLessThan(0.03);
  });
});
