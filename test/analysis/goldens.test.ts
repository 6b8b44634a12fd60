import {
  assignmentMatching,
  BACKENDS,
  type Backend,
  comomentsOf,
  correlationFromComoments,
  deviationsOf,
  greedyMatching,
  MemoryStore,
  openBackend,
  profileOfRecording,
  type Recording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expected, goldenRecordings } from './twoNetworks.js';

let store: MemoryStore;
let left: Recording;
let right: Recording;
beforeAll(async () => {
  ({ store, left, right } = await goldenRecordings());
});

const nothing = async (): Promise<void> => {};

/** Relative to the expected value, or to 0.01 where that is smaller: near 0 a relative error says nothing. */
function expectClose(found: ArrayLike<number>, wanted: ArrayLike<number | null>, relative: number): void {
  expect(found.length).toBe(wanted.length);
  for (let index = 0; index < found.length; index++) {
    const target = wanted[index];
    if (target === null || target === undefined) expect(found[index], `entry ${index}`).toBeNaN();
    else {
      const error = Math.abs((found[index] as number) - target) / Math.max(Math.abs(target), 0.01);
      expect(error, `entry ${index}: ${found[index]} for ${target}`).toBeLessThan(relative);
    }
  }
}

describe('statistics of units', () => {
  it('agree with NumPy, the unit offset by 1000 included', () => {
    expectClose(left.moments.mean, expected.left_mean, 1e-9);
    expectClose(right.moments.mean, expected.right_mean, 1e-9);
    expectClose(deviationsOf(left.moments), expected.left_std, 1e-9);
    expectClose(deviationsOf(right.moments), expected.right_std, 1e-9);
  });

  it('tell dead and constant units', () => {
    const without = (recording: Recording) =>
      [...recording.conditions.keys()].filter((unit) => recording.conditions[unit] !== 0);
    expect(without(left)).toEqual(expected.left_dead);
    expect(without(right)).toEqual(expected.right_dead);
    expect(left.conditions[3]).toBe(1);
    expect(right.conditions[5]).toBe(2);
  });

  it('name the nine top stimuli', async () => {
    const profile = await profileOfRecording(left, store, nothing);
    expected.left_top9.forEach((top, unit) => {
      if (expected.left_dead.includes(unit)) return;
      expect([...profile.topStimuli.subarray(unit * profile.kept, unit * profile.kept + 9)]).toEqual(top);
    });
  });
});

describe.each(BACKENDS)('correlation and matchings on %s', (name) => {
  let backend: Backend | undefined;
  let absent = '';
  beforeAll(async () => {
    try {
      backend = await openBackend(name);
    } catch (error) {
      absent = String(error);
    }
  });
  afterAll(async () => backend?.dispose());

  it('agree with NumPy and SciPy', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const comoments = await comomentsOf(left, right, false, store, backend, nothing);
    const values = correlationFromComoments(comoments, left.moments, right.moments);
    expectClose(values, expected.correlation.flat(), 1e-5);

    const greedy = greedyMatching(values, left.units, right.units);
    expect([...greedy.targets.entries()].filter(([, target]) => target >= 0).map(([source]) => source)).toEqual(
      expected.greedy_left_to_right.source,
    );
    expect([...greedy.targets].filter((target) => target >= 0)).toEqual(expected.greedy_left_to_right.target);
    expectClose([greedy.mean], [expected.greedy_left_to_right.mean], 1e-6);

    const assignment = assignmentMatching(values, left.units, right.units);
    expect(assignment.matched).toBe(expected.assignment.source.length);
    expectClose([assignment.mean], [expected.assignment.mean], 1e-6);
  });

  it('greedy from right to left agrees too', async (test) => {
    if (backend === undefined) return test.skip(`${name} is absent here: ${absent}`);
    const comoments = await comomentsOf(right, left, false, store, backend, nothing);
    const values = correlationFromComoments(comoments, right.moments, left.moments);
    expectClose([greedyMatching(values, right.units, left.units).mean], [expected.greedy_right_to_left.mean], 1e-6);
  });
});

describe('the arithmetic that naive sums get wrong', () => {
  it('keeps a correlation of units with mean 100 and deviation 1', async () => {
    const { writeRecording, RandomSource } = await import('@unitgraph/analysis');
    const samples = 200_000;
    const random = new RandomSource(7);
    const values = new Float32Array(samples * 2);
    for (let sample = 0; sample < samples; sample++) {
      const shared = random.normal();
      values[sample * 2] = 100 + (shared + random.normal()) / Math.SQRT2;
      values[sample * 2 + 1] = 100 + (shared + random.normal()) / Math.SQRT2;
    }
    const own = new MemoryStore();
    const recording = await writeRecording(values, { units: 2, title: 'offset', key: 'offset' }, own);
    const backend = await openBackend('onnxruntime');
    const found = correlationFromComoments(
      await comomentsOf(recording, recording, true, own, backend, nothing),
      recording.moments,
      recording.moments,
    );
    // The reference: both passes in float64 on the same float32 values.
    let sums = [0, 0];
    for (let sample = 0; sample < samples; sample++)
      sums = sums.map((sum, unit) => sum + (values[sample * 2 + unit] as number));
    const [a, b] = sums.map((sum) => sum / samples) as [number, number];
    let [xy, xx, yy] = [0, 0, 0];
    for (let sample = 0; sample < samples; sample++) {
      const x = (values[sample * 2] as number) - a;
      const y = (values[sample * 2 + 1] as number) - b;
      xy += x * y;
      xx += x * x;
      yy += y * y;
    }
    expect(found[1]).toBeCloseTo(xy / Math.sqrt(xx * yy), 6);
    await backend.dispose();
  });
});
