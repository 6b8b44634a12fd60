import {
  CoordinateDescent,
  comomentsOf,
  correlationFromComoments,
  highestPenalty,
  lassoPath,
  lassoWeights,
  leastSquaresLoss,
  openBackend,
  type PredictionProblem,
  predictionProblem,
  RandomSource,
  type Recording,
  spacedPenalties,
} from '@unitgraph/analysis';
import { beforeAll, describe, expect, it } from 'vitest';
import { expected, goldenRecordings } from './twoNetworks.js';

const nothing = async (): Promise<void> => {};
const EXACT = { tolerance: 1e-13, mostPasses: 100_000 };

/** Predictors that share latents, and targets that are mixtures of predictors and noise. */
function randomProblem(
  seed: number,
  { samples = 200, predictors = 12, targets = 5, latents = 6 } = {},
): PredictionProblem {
  const random = new RandomSource(seed);
  const mixing = Array.from({ length: predictors * latents }, () => random.normal());
  const mixture = Array.from({ length: targets * predictors }, () => (random.uniform() < 0.4 ? random.normal() : 0));
  const x = Array.from({ length: predictors }, () => new Float64Array(samples));
  const y = Array.from({ length: targets }, () => new Float64Array(samples));
  for (let sample = 0; sample < samples; sample++) {
    const latent = Array.from({ length: latents }, () => random.normal());
    x.forEach((values, unit) => {
      values[sample] =
        0.7 * random.normal() +
        latent.reduce((sum, z, index) => sum + z * (mixing[unit * latents + index] as number), 0);
    });
    y.forEach((values, unit) => {
      const mean = x.reduce(
        (sum, other, j) => sum + (mixture[unit * predictors + j] as number) * (other[sample] as number),
        0,
      );
      values[sample] = mean + random.normal();
    });
  }
  const [zx, zy] = [x.map(standardised), y.map(standardised)];
  const gram = Float64Array.from({ length: predictors ** 2 }, (_, index) => {
    const [row, column] = [Math.floor(index / predictors), index % predictors];
    return row === column ? 1 : mean(zx[row] as Float64Array, zx[column] as Float64Array);
  });
  const cross = Float64Array.from({ length: targets * predictors }, (_, index) =>
    mean(zy[Math.floor(index / predictors)] as Float64Array, zx[index % predictors] as Float64Array),
  );
  const units = (count: number) => Int32Array.from({ length: count }, (_, unit) => unit);
  return { samples, predictorUnits: units(predictors), targetUnits: units(targets), gram, cross };
}

function standardised(values: Float64Array): Float64Array {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / values.length);
  return values.map((value) => (value - centre) / deviation);
}

function mean(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, value, index) => sum + value * (y[index] as number), 0) / x.length;
}

/** X'(y - Xw)/n of every predictor. */
function gradientOf({ gram, cross, predictorUnits }: PredictionProblem, target: number, weights: Float64Array) {
  const count = predictorUnits.length;
  return Float64Array.from({ length: count }, (_, row) => {
    const explained = weights.reduce((sum, weight, column) => sum + (gram[row * count + column] as number) * weight, 0);
    return (cross[target * count + row] as number) - explained;
  });
}

const SEEDS = [1, 2, 3, 4];

describe('the laws of LASSO', () => {
  it.for(SEEDS)('meets the optimality conditions at every penalty (seed %i)', (seed) => {
    const problem = randomProblem(seed);
    const penalties = spacedPenalties(highestPenalty(problem), 1e-3, 12);
    for (let target = 0; target < 5; target++) {
      const path = lassoWeights(problem, target, penalties, EXACT);
      penalties.forEach((penalty, index) => {
        const weights = path.subarray(index * 12, (index + 1) * 12);
        gradientOf(problem, target, weights).forEach((slope, predictor) => {
          const weight = weights[predictor] as number;
          if (weight === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(penalty + 1e-7);
          else expect(slope).toBeCloseTo(Math.sign(weight) * penalty, 6);
        });
      });
    }
  });

  it.for(SEEDS)('training loss never rises as the penalty falls, nor under least squares (seed %i)', async (seed) => {
    const path = await lassoPath(randomProblem(seed), {}, nothing);
    const targets = path.targetUnits.length;
    expect(path.penalties.length).toBe(20);
    expect(path.unconverged).toBe(0);
    for (let target = 0; target < targets; target++) {
      for (let index = 1; index < 20; index++) {
        const [before, after] = [path.loss[(index - 1) * targets + target], path.loss[index * targets + target]];
        expect(after).toBeLessThanOrEqual((before as number) + 1e-9);
      }
      expect(path.loss[19 * targets + target]).toBeGreaterThanOrEqual(
        (path.leastSquaresLoss[target] as number) - 1e-12,
      );
    }
    // From no weights at all to within one percent of least squares.
    expect([...path.contributing.subarray(0, targets)]).toEqual([0, 0, 0, 0, 0]);
    const last = path.loss.subarray(19 * targets).reduce((sum, loss) => sum + loss, 0);
    expect(last / path.leastSquaresLoss.reduce((sum, loss) => sum + loss, 0)).toBeLessThanOrEqual(1.01);
    path.r2.forEach((share, index) => {
      expect(share).toBe(1 - 2 * (path.loss[index] as number));
    });
  });

  it('has no weights from the highest correlation on, and one just below it', () => {
    const problem = randomProblem(5, { targets: 1 });
    const highest = highestPenalty(problem);
    const weights = lassoWeights(problem, 0, [2 * highest, highest, highest * 0.9999], EXACT);
    expect(weights.subarray(0, 24).every((weight) => weight === 0)).toBe(true);
    expect(weights.subarray(24).filter((weight) => weight !== 0).length).toBe(1);
  });

  it('becomes least squares as the penalty vanishes', async () => {
    const problem = randomProblem(6);
    const path = await lassoPath(problem, { penalties: [0.1, 1e-3, 1e-7], ...EXACT }, nothing);
    leastSquaresLoss(problem.gram, problem.cross, 12).forEach((loss, target) => {
      expect(path.loss[2 * 5 + target]).toBeCloseTo(loss, 6);
      expect(path.leastSquaresLoss[target]).toBe(loss);
    });
  });

  it('does not depend on the order of the predictors, or on the penalties before', () => {
    const problem = randomProblem(7, { targets: 1 });
    const order = new RandomSource(8).shuffle(Int32Array.from({ length: 12 }, (_, index) => index));
    const shuffled: PredictionProblem = {
      ...problem,
      gram: Float64Array.from({ length: 144 }, (_, index) => {
        const [row, column] = [order[Math.floor(index / 12)] as number, order[index % 12] as number];
        return problem.gram[row * 12 + column] as number;
      }),
      cross: Float64Array.from(order, (predictor) => problem.cross[predictor] as number),
    };
    const plain = lassoWeights(problem, 0, [0.3, 0.1, 0.02], EXACT).subarray(24);
    const direct = lassoWeights(problem, 0, [0.02], EXACT);
    const mixed = lassoWeights(shuffled, 0, [0.02], EXACT);
    order.forEach((predictor, place) => {
      expect(mixed[place]).toBeCloseTo(plain[predictor] as number, 5);
      expect(direct[predictor]).toBeCloseTo(plain[predictor] as number, 5);
    });
  });

  it('certifies: the objective is above its minimum by no more than the gap', () => {
    const problem = randomProblem(9, { predictors: 30, latents: 3, targets: 1 });
    const descent = new CoordinateDescent(problem.gram, 30);
    const objective = (loss: number, weights: Float64Array) =>
      loss + 0.05 * weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
    descent.start(problem.cross);
    const exact = objective(descent.solve(0.05, EXACT).loss, descent.weights());
    for (const tolerance of [1e-1, 1e-2, 1e-4, 1e-6]) {
      descent.start(problem.cross);
      const { loss, gap, converged } = descent.solve(0.05, { tolerance, mostPasses: 1000 });
      expect(converged).toBe(true);
      expect(gap).toBeLessThanOrEqual(tolerance);
      expect(objective(loss, descent.weights()) - exact).toBeLessThanOrEqual(gap / 2 + 1e-14);
    }
  });
});

describe('LASSO agrees with scikit-learn', () => {
  let problem: PredictionProblem;
  let left: Recording;
  let right: Recording;
  beforeAll(async () => {
    const golden = await goldenRecordings();
    ({ left, right } = golden);
    const backend = await openBackend('onnxruntime');
    const correlate = async (x: Recording, y: Recording) => ({
      ...{ rows: x.units, columns: y.units, samples: x.samples },
      values: correlationFromComoments(
        await comomentsOf(x, y, x === y, golden.store, backend, nothing),
        x.moments,
        y.moments,
      ),
      ...{ leftConditions: x.conditions, rightConditions: y.conditions },
    });
    problem = predictionProblem(await correlate(left, left), await correlate(left, right));
    await backend.dispose();
  });

  it('in loss, contributing units and weights', async () => {
    const penalties = expected.lasso.map(({ alpha }) => alpha).toSorted((one, other) => other - one);
    const path = await lassoPath(problem, { penalties }, nothing);
    const targets = problem.targetUnits.length;
    for (const { alpha, half_mse, nonzero_per_target, weights } of expected.lasso) {
      const index = penalties.indexOf(alpha);
      const losses = path.loss.subarray(index * targets, (index + 1) * targets);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / targets;
      expect(Math.abs(mean - half_mse) / half_mse).toBeLessThan(1e-6);
      expect([...path.contributing.subarray(index * targets, (index + 1) * targets)]).toEqual(nonzero_per_target);
      let worst = 0;
      for (let target = 0; target < targets; target++) {
        const found = lassoWeights(problem, target, penalties);
        weights[target]?.forEach((weight, predictor) => {
          worst = Math.max(
            worst,
            Math.abs((found[index * problem.predictorUnits.length + predictor] as number) - weight),
          );
        });
      }
      expect(worst).toBeLessThan(1e-5);
    }
  });
});

describe('LASSO on hostile input', () => {
  it('converges where predictors are copies of each other', async () => {
    const { samples, gram, cross, targetUnits } = randomProblem(10, { predictors: 6 });
    const twice = (index: number) => index % 6;
    const doubled: PredictionProblem = {
      ...{ samples, targetUnits },
      predictorUnits: Int32Array.from({ length: 12 }, (_, unit) => unit),
      gram: Float64Array.from(
        { length: 144 },
        (_, index) => gram[twice(Math.floor(index / 12)) * 6 + twice(index % 12)] as number,
      ),
      cross: Float64Array.from(
        { length: 60 },
        (_, index) => cross[Math.floor(index / 12) * 6 + twice(index % 12)] as number,
      ),
    };
    const path = await lassoPath(doubled, { ...EXACT, tolerance: 1e-10 }, nothing);
    expect(path.unconverged).toBe(0);
    leastSquaresLoss(gram, cross, 6).forEach((loss, target) => {
      expect(path.leastSquaresLoss[target]).toBeCloseTo(loss, 10);
    });
  });

  it('ends the path where prediction is perfect, with fewer samples than predictors', async () => {
    const problem = randomProblem(11, { samples: 10, predictors: 40 });
    const path = await lassoPath(problem, { tolerance: 1e-6 }, nothing);
    expect(path.unconverged).toBe(0);
    expect(path.penalties[19]).toBeCloseTo(1e-4 * highestPenalty(problem), 12);
    expect(Math.max(...path.leastSquaresLoss)).toBeLessThan(1e-8);
  });

  it('reports what it did not finish, with the gap', async () => {
    const problem = randomProblem(12, { predictors: 40, latents: 2 });
    const path = await lassoPath(problem, { penalties: [1e-4], tolerance: 1e-12, mostPasses: 2 }, nothing);
    expect(path.unconverged).toBe(5);
    expect(Math.min(...path.gap)).toBeGreaterThan(1e-12);
  });

  it('leaves out units without variance and refuses when none is left', () => {
    const conditions = Uint8Array.of(0, 1, 0);
    const values = Float64Array.of(1, Number.NaN, 0.5, Number.NaN, Number.NaN, Number.NaN, 0.5, Number.NaN, 1);
    const own = { rows: 3, columns: 3, samples: 9, values, leftConditions: conditions, rightConditions: conditions };
    const problem = predictionProblem(own, own);
    expect([...problem.predictorUnits]).toEqual([0, 2]);
    expect([...problem.gram, ...problem.cross]).toEqual([1, 0.5, 0.5, 1, 1, 0.5, 0.5, 1]);
    const dead = { ...own, rightConditions: Uint8Array.of(1, 1, 2) };
    expect(() => predictionProblem(own, dead)).toThrow(/predicted: none/);
  });

  it('has a path where nothing correlates', async () => {
    const problem = randomProblem(14, { targets: 2 });
    const path = await lassoPath({ ...problem, cross: new Float64Array(24) }, {}, nothing);
    expect([...path.loss].every((loss) => loss === 0.5)).toBe(true);
    expect([path.penalties[0], path.unconverged, Math.max(...path.contributing)]).toEqual([1, 0, 0]);
    expect(path.penalties[19]).toBeGreaterThan(0);
  });

  it('refuses more predictors than its memory holds', () => {
    expect(() => new CoordinateDescent(new Float64Array(0), 20_000)).toThrow(/at most 16000/);
  });

  it('refuses penalties out of order, and too few samples', async () => {
    const problem = randomProblem(13);
    for (const penalties of [[], [0.1, 0.2], [0], [-1], [0.2, 0.2], [Number.NaN]])
      await expect(lassoPath(problem, { penalties }, nothing)).rejects.toThrow(
        /Penalties must be positive and falling/,
      );
    await expect(lassoPath({ ...problem, samples: 1 }, {}, nothing)).rejects.toThrow(/two samples/);
  });
});
