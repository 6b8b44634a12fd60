import {
  angularProcrustes,
  assignmentMatching,
  averageRanks,
  type Backend,
  canonicalCorrelations,
  chosenSamples,
  debiasedCka,
  exchanged,
  leastSquares,
  linearCka,
  lowestCostTransport,
  type Multiply,
  mutualNeighbours,
  onlyRotation,
  openBackend,
  openMultiply,
  procrustesCosine,
  pwcca,
  RandomSource,
  Refusal,
  randomOrthogonal,
  rbfCka,
  rsa,
  sampleNorms,
  sampleRows,
  secondMomentsOf,
  softMatching,
  svcca,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Activations, activations, changed, nothing, type Pair, pairOf, times } from './similarityInputs.js';

let backend: Backend;
let multiply: Multiply;
beforeAll(async () => {
  [backend, multiply] = [await openBackend('onnxruntime'), await openMultiply()];
});
afterAll(() => backend.dispose());

const rows = async ({ left, right, store }: Pair, limit = 400) => {
  const chosen = chosenSamples(left.samples, limit);
  return [await sampleRows(left, chosen, store, nothing), await sampleRows(right, chosen, store, nothing)] as const;
};

/** Every similarity of whole layers, by name. */
const MEASURES: { readonly [name: string]: (pair: Pair) => Promise<number> } = {
  'linear CKA': async ({ moments }) => linearCka(moments),
  'debiased CKA': async ({ moments, left, right, store }) =>
    debiasedCka(moments, await sampleNorms(left, store, nothing), await sampleNorms(right, store, nothing)),
  'RBF CKA': async (pair) => rbfCka(...(await rows(pair)), backend, nothing),
  'mean CCA': async ({ moments }) => (await canonicalCorrelations(moments, multiply)).mean,
  SVCCA: async ({ moments }) => (await svcca(moments, multiply)).mean,
  PWCCA: async ({ moments }) => (await pwcca(moments, multiply)).mean,
  'Procrustes cosine': async ({ moments }) => procrustesCosine(moments),
  RSA: async (pair) => rsa(...(await rows(pair)), backend, nothing),
  'mutual neighbours': async (pair) => mutualNeighbours(...(await rows(pair)), backend, nothing),
};
const SYMMETRIC = Object.entries(MEASURES).filter(([name]) => name !== 'PWCCA');
const named = (...names: string[]) => names.map((name) => [name, MEASURES[name]!] as const);

const LEFT = activations(600, 14, 1);
const RIGHT = activations(600, 9, 2);
const rotated = (side: Activations, seed: number): Activations =>
  changed(side, times(randomOrthogonal(side.units, new RandomSource(seed)), side.units));

describe('similarities of layers', () => {
  it.each(Object.entries(MEASURES))('%s of a layer with itself is 1', async (_, measure) => {
    expect(await measure(await pairOf(LEFT, LEFT, backend))).toBeCloseTo(1, 7);
  });

  it.each(SYMMETRIC)('%s is symmetric', async (_, measure) => {
    const there = await measure(await pairOf(LEFT, RIGHT, backend));
    expect(await measure(await pairOf(RIGHT, LEFT, backend))).toBeCloseTo(there, 9);
    expect(there).toBeLessThan(0.95);
  });

  it.each(Object.entries(MEASURES))('%s does not see the order of units', async (_, measure) => {
    const reversed = changed(RIGHT, (sample) => [...sample].reverse());
    const before = await measure(await pairOf(LEFT, RIGHT, backend));
    // Dissimilarities that are equal but for rounding may change places.
    expect(await measure(await pairOf(LEFT, reversed, backend))).toBeCloseTo(before, 6);
  });

  it.each(Object.entries(MEASURES))('%s does not see a common scale', async (_, measure) => {
    const doubled = changed(RIGHT, (sample) => sample.map((value) => 4 * value));
    const before = await measure(await pairOf(LEFT, RIGHT, backend));
    expect(await measure(await pairOf(LEFT, doubled, backend))).toBeCloseTo(before, 9);
  });

  it.each(
    named('linear CKA', 'debiased CKA', 'RBF CKA', 'mean CCA', 'SVCCA', 'Procrustes cosine', 'mutual neighbours'),
  )('%s does not see a rotation', async (name, measure) => {
    // Rotated activations are rounded to float32 anew, which settles ties of neighbours otherwise.
    const digits = name === 'mutual neighbours' ? 2 : 5;
    const before = await measure(await pairOf(LEFT, RIGHT, backend));
    expect(await measure(await pairOf(LEFT, rotated(RIGHT, 3), backend))).toBeCloseTo(before, digits);
    expect(await measure(await pairOf(RIGHT, rotated(RIGHT, 3), backend))).toBeCloseTo(1, digits);
  });

  it('CCA does not see any invertible map, and PWCCA none of the right side', async () => {
    const random = new RandomSource(8);
    const map = Float64Array.from({ length: 81 }, (_, index) => random.normal() + (index % 10 === 0 ? 3 : 0));
    const [before, after] = [
      await pairOf(LEFT, RIGHT, backend),
      await pairOf(LEFT, changed(RIGHT, times(map, 9)), backend),
    ];
    for (const [, measure] of named('mean CCA', 'PWCCA')) {
      expect(await measure(after)).toBeCloseTo(await measure(before), 5);
    }
    const found = await canonicalCorrelations(before.moments, multiply);
    expect([found.leftRank, found.rightRank, found.correlations.length]).toEqual([14, 9, 9]);
    expect(await MEASURES['linear CKA']!(after)).not.toBeCloseTo(await MEASURES['linear CKA']!(before), 3);
  });

  it.each(Object.entries(MEASURES))('%s of unrelated layers is low', async (name, measure) => {
    const other = changed(activations(600, 9, 5), (sample) => sample);
    const order = new RandomSource(4).shuffle(Int32Array.from({ length: 600 }, (_, index) => index));
    const shuffled = {
      units: 9,
      values: Float32Array.from(other.values, (_, at) => other.values[order[Math.floor(at / 9)]! * 9 + (at % 9)]!),
    };
    const value = await measure(await pairOf(LEFT, shuffled, backend));
    expect(value).toBeGreaterThan(-0.05);
    expect(value).toBeLessThan(0.25);
    if (name === 'debiased CKA') expect(Math.abs(value)).toBeLessThan(0.01);
  });

  it('linear CKA is the cosine of the centred Gram matrices of samples', async () => {
    const [left, right] = [activations(12, 20, 1), activations(12, 5, 2)];
    const { moments } = await pairOf(left, right, backend);
    const [k, l] = [centredGram(left), centredGram(right)];
    expect(linearCka(moments)).toBeCloseTo(inner(k, l) / Math.sqrt(inner(k, k) * inner(l, l)), 12);
  });

  it('debiased CKA is the cosine of the U-centred Gram matrices of samples', async () => {
    const [left, right] = [activations(12, 20, 1), activations(12, 5, 2)];
    const pair = await pairOf(left, right, backend);
    const [k, l] = [uCentred(centredGram(left), 12), uCentred(centredGram(right), 12)];
    const wanted = inner(k, l) / Math.sqrt(inner(k, k) * inner(l, l));
    expect(await MEASURES['debiased CKA']!(pair)).toBeCloseTo(wanted, 12);
  });

  it('with fewer samples than units CCA, PWCCA and least squares explain everything, debiased CKA does not', async () => {
    const pair = await pairOf(activations(20, 30, 1), activations(20, 25, 9), backend);
    expect(await MEASURES['mean CCA']!(pair)).toBeCloseTo(1, 9);
    expect(await MEASURES.PWCCA!(pair)).toBeCloseTo(1, 9);
    const { leftRank, rightRank } = await canonicalCorrelations(pair.moments, multiply);
    expect([leftRank, rightRank]).toEqual([19, 19]);
    const { loss, weights } = await leastSquares(pair.moments, multiply);
    expect(loss).toBeLessThan(1e-12);
    expect(weights.values.every(Number.isFinite)).toBe(true);
    expect(await MEASURES['debiased CKA']!(pair)).toBeLessThan(await MEASURES['linear CKA']!(pair));
  });

  it.each(Object.entries(MEASURES))('%s leaves dead units out', async (name, measure) => {
    const withDead = changed(RIGHT, (sample) => [...sample.subarray(0, 4), 0, ...sample.subarray(4), 0]);
    const before = await measure(await pairOf(LEFT, RIGHT, backend));
    const after = await measure(await pairOf(LEFT, withDead, backend));
    // RSA correlates over all units, the silent ones too.
    if (name === 'RSA') expect(after).toBeGreaterThan(0);
    else expect(after).toBeCloseTo(before, 9);
  });
});

describe('least squares', () => {
  it('predicts a linear map exactly, and never worse than any other weights', async () => {
    const map = Float64Array.from({ length: 14 * 5 }, (_, index) => Math.sin(index));
    const exact = await leastSquares((await pairOf(LEFT, changed(LEFT, times(map, 5)), backend)).moments, multiply);
    expect(exact.loss).toBeLessThan(1e-9);
    expect(exact.rSquared).toBeCloseTo(1, 8);
    const found = await leastSquares((await pairOf(LEFT, RIGHT, backend)).moments, multiply);
    expect(found.loss).toBeGreaterThan(0);
    expect(found.loss).toBeLessThan(0.5);
    expect([found.weights.rows, found.weights.columns]).toEqual([9, 14]);
    expect(found.losses.reduce((sum, loss) => sum + loss, 0) / 9).toBeCloseTo(found.loss, 12);
  });

  it('of dependent predictors is that of the independent ones', async () => {
    const doubled = changed(LEFT, (sample) => [...sample, ...sample]);
    const [once, twice] = [await pairOf(LEFT, RIGHT, backend), await pairOf(doubled, RIGHT, backend)];
    const wanted = (await leastSquares(once.moments, multiply)).loss;
    expect((await leastSquares(twice.moments, multiply)).loss).toBeCloseTo(wanted, 9);
  });
});

describe('only a rotation?', () => {
  it('rises from assignment over orthogonal to linear, and orthogonal is 1 for a rotation of standardised units', async () => {
    for (const [left, right] of [
      [LEFT, RIGHT],
      [RIGHT, LEFT],
      [LEFT, LEFT],
      [activations(10, 20, 1), activations(10, 25, 2)],
    ] as const) {
      const { moments } = await pairOf(left, right, backend);
      const found = await onlyRotation(moments, multiply);
      expect(found.assignment).toBeLessThanOrEqual(found.orthogonal + 1e-12);
      expect(found.orthogonal).toBeLessThanOrEqual(Math.min(found.linear, found.linearBack) + 1e-12);
      const back = await onlyRotation(exchanged(moments), multiply);
      expect([back.orthogonal, back.linear]).toEqual([
        expect.closeTo(found.orthogonal, 12),
        expect.closeTo(found.linearBack, 12),
      ]);
    }
    const own = await onlyRotation((await pairOf(LEFT, LEFT, backend)).moments, multiply);
    expect([own.assignment, own.orthogonal, own.linear]).toEqual([
      expect.closeTo(1, 7),
      expect.closeTo(1, 7),
      expect.closeTo(1, 7),
    ]);
  });

  it('angular Procrustes is 0 for a rotation and the arc cosine otherwise', async () => {
    expect(await angularProcrustes((await pairOf(RIGHT, rotated(RIGHT, 5), backend)).moments)).toBeLessThan(1e-3);
    const { moments } = await pairOf(LEFT, RIGHT, backend);
    expect(Math.cos(await angularProcrustes(moments))).toBeCloseTo(await procrustesCosine(moments), 12);
  });
});

describe('soft matching', () => {
  const correlations = (p: number, q: number, seed: number): Float64Array => {
    const random = new RandomSource(seed, p, q);
    return Float64Array.from({ length: p * q }, () => 2 * random.uniform() - 1);
  };

  it.each([1, 2, 7, 40])('is the assignment for %i units on each side', (size) => {
    const values = correlations(size, size, 3);
    expect(softMatching(values, size, size).score).toBeCloseTo(assignmentMatching(values, size, size).mean, 12);
  });

  it.each([
    [2, 3],
    [3, 2],
    [4, 6],
    [5, 7],
    [1, 6],
    [12, 8],
    [9, 16],
  ])('of %i with %i units is the assignment of copies', (p, q) => {
    const values = correlations(p, q, 5);
    const all = leastCommonMultiple(p, q);
    const copies = Float64Array.from(
      { length: all * all },
      (_, at) => values[Math.floor(Math.floor(at / all) / (all / p)) * q + Math.floor((at % all) / (all / q))]!,
    );
    const { score, plan } = softMatching(values, p, q);
    expect(score).toBeCloseTo(assignmentMatching(copies, all, all).mean, 12);
    expect(plan.length).toBeLessThanOrEqual(p * q);
    const [rowSums, columnSums] = [new Float64Array(p), new Float64Array(q)];
    for (const { row, column, mass } of plan) {
      rowSums[row]! += mass;
      columnSums[column]! += mass;
    }
    for (const sum of rowSums) expect(sum).toBeCloseTo(1 / p, 12);
    for (const sum of columnSums) expect(sum).toBeCloseTo(1 / q, 12);
  });

  it('is symmetric, and takes ties, negative and equal costs', () => {
    const values = correlations(30, 21, 6);
    const turned = Float64Array.from({ length: 630 }, (_, at) => values[(at % 30) * 21 + Math.floor(at / 30)]!);
    expect(softMatching(values, 30, 21).score).toBeCloseTo(softMatching(turned, 21, 30).score, 12);
    expect(softMatching(new Float64Array(12).fill(0.25), 3, 4).score).toBeCloseTo(0.25, 14);
    const steps = values.map((value) => Math.round(value));
    expect(softMatching(steps, 30, 21).score).toBeCloseTo(1, 12);
    const moved = lowestCostTransport(3, 5, () => -7).reduce((sum, { mass }) => sum + mass, 0);
    expect(moved).toBeCloseTo(1, 14);
  });

  it('leaves out units without variance, and refuses where none is left', () => {
    const values = correlations(4, 3, 1);
    const dead = values.map((value, at) => (at % 3 === 1 || at < 3 ? Number.NaN : value));
    const kept = Float64Array.from([3, 5, 6, 8, 9, 11], (at) => values[at]!);
    expect(softMatching(dead, 4, 3).score).toBeCloseTo(softMatching(kept, 3, 2).score, 14);
    expect(softMatching(dead, 4, 3).plan.every(({ row, column }) => row > 0 && column !== 1)).toBe(true);
    expect(() => softMatching(new Float64Array(4).fill(Number.NaN), 2, 2)).toThrow(Refusal);
  });
});

describe('what cannot be answered is refused', () => {
  it('too few samples', async () => {
    const pair = await pairOf(activations(3, 4, 1), activations(3, 4, 2), backend);
    await expect(MEASURES['debiased CKA']!(pair)).rejects.toThrow(Refusal);
    await expect(MEASURES['mutual neighbours']!(pair)).rejects.toThrow(/3 samples do not have 10 neighbours/);
    expect(() => secondMomentsOf(1, new Float64Array(1), new Float64Array(1), new Float64Array(1))).toThrow(Refusal);
  });

  it('a side on which nothing varies', async () => {
    const silent = { units: 3, values: new Float32Array(1800) };
    const pair = await pairOf(LEFT, silent, backend);
    for (const [name, measure] of Object.entries(MEASURES)) {
      if (name !== 'mutual neighbours') await expect(measure(pair), name).rejects.toThrow(Refusal);
    }
    await expect(leastSquares(pair.moments, multiply)).rejects.toThrow(/right side/);
    await expect(onlyRotation(pair.moments, multiply)).rejects.toThrow(Refusal);
  });

  it('NaN', () => {
    const spoilt = Float64Array.from([1, Number.NaN, 0, 1]);
    expect(() => secondMomentsOf(9, spoilt, spoilt, spoilt)).toThrow(Refusal);
  });
});

describe('samples of measures that compare samples', () => {
  it('are all of them, or spread evenly', async () => {
    expect([...chosenSamples(5, 9)]).toEqual([0, 1, 2, 3, 4]);
    expect([...chosenSamples(100, 4)]).toEqual([0, 25, 50, 75]);
    const { left, store } = await pairOf(LEFT, LEFT, backend);
    const picked = await sampleRows(left, Int32Array.from([3, 500]), store, nothing);
    expect([...picked.values]).toEqual([...LEFT.values.subarray(42, 56), ...LEFT.values.subarray(7000, 7014)]);
  });

  it('do not depend on the blocks that are multiplied together', async () => {
    const pair = await pairOf(activations(1100, 5, 1), activations(1100, 6, 2), backend);
    const plain: Backend = { ...backend, preciseCrossProducts: undefined };
    const [x, y] = await rows(pair, 1100);
    expect(await rbfCka(x, y, plain, nothing)).toBeCloseTo(await rbfCka(x, y, backend, nothing), 9);
    expect(await rsa(x, y, plain, nothing)).toBeCloseTo(await rsa(x, y, backend, nothing), 9);
    expect(await mutualNeighbours(x, y, plain, nothing)).toBe(await mutualNeighbours(x, y, backend, nothing));
  });
});

describe('ranks', () => {
  it('are shared by equal values', () => {
    expect([...averageRanks(Float64Array.from([3, 1, 3, -0, 0]))]).toEqual([4.5, 3, 4.5, 1.5, 1.5]);
    expect([...averageRanks(Float64Array.of())]).toEqual([]);
  });

  it('count those below, however values are spread', () => {
    const random = new RandomSource(12);
    const spreads = [
      () => random.below(5),
      () => random.normal(),
      () => random.normal() * 10 ** (random.below(300) - 150),
      () => (random.below(2) - 0.5) * Number.MAX_VALUE * random.uniform(),
      () => random.below(3) + 1e-15 * random.below(9),
    ];
    for (const draw of spreads) {
      for (const count of [2, 30, 200]) {
        const values = Float64Array.from({ length: count }, draw);
        const wanted = values.map((value) => {
          const below = values.filter((other) => other < value).length;
          return below + (values.filter((other) => other === value).length + 1) / 2;
        });
        expect(averageRanks(values)).toEqual(wanted);
      }
    }
  });
});

function leastCommonMultiple(a: number, b: number): number {
  let multiple = a;
  while (multiple % b !== 0) multiple += a;
  return multiple;
}

/** Gram matrix of the samples, each unit less its mean. */
function centredGram({ units, values }: Activations): Float64Array {
  const samples = values.length / units;
  const means = Float64Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let sample = 0; sample < samples; sample++) sum += values[sample * units + unit]!;
    return sum / samples;
  });
  return Float64Array.from({ length: samples * samples }, (_, at) => {
    let sum = 0;
    const [a, b] = [Math.floor(at / samples), at % samples];
    for (let unit = 0; unit < units; unit++) {
      sum += (values[a * units + unit]! - means[unit]!) * (values[b * units + unit]! - means[unit]!);
    }
    return sum;
  });
}

function uCentred(gram: Float64Array, count: number): Float64Array {
  const bare = gram.map((value, at) => (Math.floor(at / count) === at % count ? 0 : value));
  const sums = Float64Array.from({ length: count }, (_, row) =>
    bare.subarray(row * count, (row + 1) * count).reduce((sum, value) => sum + value, 0),
  );
  const total = sums.reduce((sum, value) => sum + value, 0);
  return bare.map((value, at) => {
    const [row, column] = [Math.floor(at / count), at % count];
    if (row === column) return 0;
    return value - (sums[row]! + sums[column]!) / (count - 2) + total / ((count - 1) * (count - 2));
  });
}

const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, at) => sum + value * y[at]!, 0);
