import {
  assignmentMatching,
  type Backend,
  bootstrapInterval,
  bootstrapMatchings,
  bootstrapSimilarities,
  correlationFromComoments,
  type DrawnMeasure,
  drawWeights,
  groupedComoments,
  groupingOf,
  MOMENT_MEASURES,
  type Multiply,
  matchingsOfValues,
  openBackend,
  openMultiply,
  RandomSource,
  type Recording,
  secondMomentsOf,
  similarityOfMoments,
  softMatching,
  weightedComoments,
  weightedCorrelation,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Activations, activations, changed, nothing, type Pair, pairOf } from './similarityInputs.js';

let backend: Backend;
let multiply: Multiply;
beforeAll(async () => {
  [backend, multiply] = [await openBackend('onnxruntime'), await openMultiply()];
});
afterAll(() => backend.dispose());

const UNITS = 6;
const CAUSES = 4;

/** Two networks of rectified mixtures of the same causes, on stimuli of their own for every seed. */
function networks(samples: number, seed: number): readonly [Activations, Activations] {
  const mixing = new RandomSource(5);
  const mixtures = [0, 1].map(() => Float64Array.from({ length: UNITS * CAUSES }, () => mixing.normal()));
  const random = new RandomSource(seed, 9);
  const sides = [0, 1].map(() => ({ units: UNITS, values: new Float32Array(samples * UNITS) }));
  for (let sample = 0; sample < samples; sample++) {
    const causes = Array.from({ length: CAUSES }, () => random.normal());
    for (const [side, { values }] of sides.entries()) {
      for (let unit = 0; unit < UNITS; unit++) {
        const sum = causes.reduce((total, cause, at) => total + cause * mixtures[side]![unit * CAUSES + at]!, 0);
        values[sample * UNITS + unit] = Math.max(0, sum + random.normal());
      }
    }
  }
  return sides as [Activations, Activations];
}

async function groupedOf({ left, right, store }: Pair) {
  const grouping = groupingOf(left.stimuli, 3 * UNITS * UNITS, true);
  const between = (a: Recording, b: Recording) => groupedComoments(a, b, store, backend, nothing, grouping);
  return { left: await between(left, left), across: await between(left, right), right: await between(right, right) };
}

const MEASURES: readonly DrawnMeasure[] = ['CKA_LINEAR', 'CCA', 'PROCRUSTES', 'LEAST_SQUARES', 'SOFT_MATCHING'];

/** Each score, over all samples and when groups of them are drawn anew. */
async function scoresOf(pair: Pair, repeats: number) {
  const grouped = await groupedOf(pair);
  const whole = weightedCorrelation(grouped.across, new Float64Array(grouped.across.groups).fill(1));
  const { rules } = matchingsOfValues(whole);
  const drawn = await bootstrapMatchings(grouped.across, repeats, 1, nothing);
  const similar = await bootstrapSimilarities(MEASURES, grouped, { repeats, seed: 1 }, multiply, nothing);
  const scores = new Map<string, { score: number; draws: Float64Array }>();
  for (const rule of ['GREEDY', 'ASSIGNMENT'] as const) {
    scores.set(rule, { score: rules[rule].mean, draws: drawn.means[rule] });
  }
  for (const measure of MEASURES) {
    const score =
      measure === 'SOFT_MATCHING'
        ? softMatching(whole.values, UNITS, UNITS).score
        : (await similarityOfMoments(measure, pair.moments, multiply)).value;
    scores.set(measure, { score, draws: similar.get(measure)! });
  }
  return scores;
}

describe('intervals', () => {
  it('cover what holds for all stimuli of the kind about as often as they say', async () => {
    const truth = await scoresOf(await pairOf(...networks(50_000, 1), backend), 1);
    const trials = 60;
    const covered = new Map<string, { most: number; half: number }>();
    for (let trial = 0; trial < trials; trial++) {
      const scores = await scoresOf(await pairOf(...networks(500, 100 + trial), backend), 99);
      for (const [name, { score, draws }] of scores) {
        const counts = covered.get(name) ?? { most: 0, half: 0 };
        const holds = (share: number): number => {
          const { low, high } = bootstrapInterval(score, draws, share, [-1, Math.PI / 2]);
          return low <= truth.get(name)!.score && truth.get(name)!.score <= high ? 1 : 0;
        };
        covered.set(name, { most: counts.most + holds(0.95), half: counts.half + holds(0.5) });
      }
    }
    for (const [name, { most, half }] of covered) {
      // Of 300 trials 89 to 94 in 100 cover (42 to 52 in 100): 64 groups are few. These bounds are some three deviations wide.
      expect(most / trials, name).toBeGreaterThanOrEqual(0.8);
      expect(half / trials, name).toBeGreaterThanOrEqual(0.28);
      expect(half / trials, name).toBeLessThanOrEqual(0.72);
    }
  });
});

const LEFT = activations(600, 14, 1);
const RIGHT = activations(600, 9, 2);

describe('the bootstrap', () => {
  it('of every group once gives the correlation of the whole', async () => {
    const { left, right, store, moments } = await pairOf(LEFT, RIGHT, backend);
    const grouped = await groupedComoments(left, right, store, backend, nothing);
    expect(grouped.groups).toBe(64);
    expect(grouped.counts.reduce((sum, count) => sum + count, 0)).toBe(600);
    const { values } = weightedCorrelation(grouped, new Float64Array(64).fill(1));
    const wanted = correlationFromComoments(moments.across.values, left.moments, right.moments);
    values.forEach((value, at) => {
      expect(value).toBeCloseTo(wanted[at]!, 5);
    });
  });

  it('gives intervals around the value, the same for the same seed, narrower for more stimuli', async () => {
    const widths = [];
    for (const samples of [200, 3200]) {
      const { left, right, store, moments } = await pairOf(
        activations(samples, 10, 1),
        activations(samples, 10, 2),
        backend,
      );
      const values = correlationFromComoments(moments.across.values, left.moments, right.moments);
      const observed = assignmentMatching(values, 10, 10).mean;
      const grouped = await groupedComoments(left, right, store, backend, nothing);
      const draw = (seed: number) => bootstrapMatchings(grouped, 60, seed, nothing);
      const first = await draw(1);
      expect(await draw(1)).toEqual(first);
      expect(await draw(2)).not.toEqual(first);
      const { low, high } = bootstrapInterval(observed, first.means.ASSIGNMENT);
      expect(low).toBeLessThan(observed + 0.02);
      expect(high).toBeGreaterThan(observed - 0.02);
      widths.push(high - low);
    }
    expect(widths[1]!).toBeLessThan(widths[0]! / 2);
  });

  it('leaves a unit out of the repeats in which it does not vary', async () => {
    const rare = changed(RIGHT, (sample) => sample);
    for (let sample = 0; sample < 600; sample++) rare.values[sample * 9] = sample < 5 ? 1 + sample : 0;
    const { left, right, store } = await pairOf(LEFT, rare, backend);
    const grouped = await groupedComoments(left, right, store, backend, nothing);
    const weights = new Float64Array(64).fill(1);
    weights[0] = 0;
    const { values, rightConditions } = weightedCorrelation(grouped, weights);
    expect([...rightConditions]).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0]);
    const { values: comoments } = weightedComoments(grouped, weights);
    for (let row = 0; row < LEFT.units; row++) expect(comoments[row * RIGHT.units]).toBe(0);
    expect(values[0]).toBeNaN();
    expect(values[1]).not.toBeNaN();
  });

  it('of every group once gives every similarity of the whole', async () => {
    const pair = await pairOf(...networks(500, 1), backend);
    const { left, across, right } = await groupedOf(pair);
    const once = new Float64Array(across.groups).fill(1);
    const [x, between, y] = [left, across, right].map((each) => weightedComoments(each, once).values);
    const moments = secondMomentsOf(500, x!, between!, y!);
    for (const measure of MOMENT_MEASURES) {
      const [found, wanted] = [
        await similarityOfMoments(measure, moments, multiply),
        await similarityOfMoments(measure, pair.moments, multiply),
      ];
      expect(found.value, measure).toBeCloseTo(wanted.value, 8);
    }
  });

  it('draws the same for one measure alone as together with others, and another seed draws others', async () => {
    const grouped = await groupedOf(await pairOf(...networks(300, 2), backend));
    const draw = async (measures: readonly DrawnMeasure[], seed: number) =>
      (await bootstrapSimilarities(measures, grouped, { repeats: 5, seed }, multiply, nothing)).get('PROCRUSTES');
    const alone = await draw(['PROCRUSTES'], 1);
    expect(await draw(MEASURES, 1)).toEqual(alone);
    expect(await draw(['PROCRUSTES'], 2)).not.toEqual(alone);
  });

  it('has no value where nothing of a side varies on what was drawn', async () => {
    const rare = { units: 1, values: new Float32Array(64).fill(0) };
    rare.values[0] = 1;
    const { left, right, store } = await pairOf(activations(64, 3, 1), rare, backend);
    const between = (a: Recording, b: Recording) => groupedComoments(a, b, store, backend, nothing);
    const grouped = {
      left: await between(left, left),
      across: await between(left, right),
      right: await between(right, right),
    };
    const drawn = await bootstrapSimilarities(['CKA_LINEAR'], grouped, { repeats: 60, seed: 1 }, multiply, nothing);
    const values = [...drawn.get('CKA_LINEAR')!];
    const without = Array.from({ length: 60 }, (_, repeat) => drawWeights(64, 1, repeat)[0] === 0);
    expect(values.map(Number.isNaN)).toEqual(without);
    expect(without).toContain(true);
  });

  it('interval: the quantiles mirrored at the score, within the range of the measure', () => {
    const draws = Float64Array.from({ length: 101 }, (_, draw) => draw / 100);
    expect(bootstrapInterval(0.5, draws, 0.9)).toEqual({
      low: expect.closeTo(0.05, 12),
      high: expect.closeTo(0.95, 12),
    });
    expect(bootstrapInterval(0.9, draws, 0.9, [0, 1])).toEqual({ low: expect.closeTo(0.85, 12), high: 1 });
    expect(bootstrapInterval(1.4, draws, 0.1, [0, 1])).toEqual({ low: 1, high: 1 });
    expect(bootstrapInterval(0.5, Float64Array.of(0.4, Number.NaN, 0.6), 0.999).low).toBeCloseTo(0.4, 3);
  });
});
