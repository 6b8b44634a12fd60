import {
  type Backend,
  type Correlation,
  contributorsOf,
  correlationOf,
  type Derivation,
  Engine,
  joinUnits,
  MemoryStore,
  multiplyHere,
  openBackend,
  predictionFrom,
  type Recording,
  spectralClustering,
  spectralClustersOf,
  spectrumOf,
  type UnitPrediction,
  unitPredictionFrom,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digits } from './digits.js';

let backend: Backend;
let engine: Engine;
let left: Derivation<Recording>;
let right: Derivation<Recording>;
beforeAll(async () => {
  backend = await openBackend('onnxruntime');
  const store = new MemoryStore();
  engine = new Engine({ store, backend: async () => backend });
  const examples = await digits(store);
  const conv1 = (network: string) => examples.recording(network, 'conv1', { kind: 'MEAN' });
  [left, right] = [conv1('alexnet-1'), conv1('alexnet-2')];
});
afterAll(() => backend.dispose());

describe('contributors', () => {
  it('are the weights that are not 0, the largest first, equal ones by the order of units', () => {
    const weights = [new Float64Array(4), Float64Array.of(0.1, -0.5, 0, 0.1)];
    const { starts, units, weights: kept } = contributorsOf(weights, Int32Array.of(2, 5, 7, 9));
    expect([...starts]).toEqual([0, 0, 3]);
    expect([...units]).toEqual([5, 2, 9]);
    expect([...kept]).toEqual([-0.5, 0.1, 0.1]);
  });

  /** Half of the mean squared error of a target, from weights and correlations alone. */
  function lossOf({ contributors }: UnitPrediction, penalty: number, unit: number, own: Correlation, r: Correlation) {
    const { starts, units, weights } = contributors!;
    const [from, to] = [starts[penalty]!, starts[penalty + 1]!];
    let [explained, norm] = [0, 0];
    for (let a = from; a < to; a++) {
      explained += weights[a]! * r.values[units[a]! * r.columns + unit]!;
      for (let b = from; b < to; b++)
        norm += weights[a]! * weights[b]! * own.values[units[a]! * own.columns + units[b]!]!;
    }
    return (1 - 2 * explained + norm) / 2;
  }

  it('of a unit give the loss that the prediction of the whole layer has, under each of its penalties', async () => {
    const [own, across] = [
      await engine.derive(correlationOf(left, left)),
      await engine.derive(correlationOf(left, right)),
    ];
    const { path: whole } = await engine.derive(predictionFrom(left, right));
    const { penalties, targetUnits } = whole!;
    for (const target of [0, 5, targetUnits.length - 1]) {
      const unit = targetUnits[target]!;
      const found = await engine.derive(
        unitPredictionFrom(left, right, { unit, penalties: [...penalties], fromItself: true }),
      );
      penalties.forEach((_, index) => {
        const entry = index * targetUnits.length + target;
        expect(found.path!.loss[index]).toBe(whole!.loss[entry]);
        expect(found.contributors!.starts[index + 1]! - found.contributors!.starts[index]!).toBe(
          whole!.contributing[entry],
        );
        expect(lossOf(found, index, unit, own, across)).toBeCloseTo(whole!.loss[entry]!, 6);
      });
    }
  });

  it('of a unit by itself reach from none to nearly least squares', async () => {
    const { path, contributors } = await engine.derive(
      unitPredictionFrom(left, right, { unit: 3, penalties: null, fromItself: false }),
    );
    expect(contributors!.starts[1]).toBe(0);
    expect(path!.loss.at(-1)).toBeLessThanOrEqual(1.0101 * path!.leastSquaresLoss[0]!);
    expect(path!.loss.at(-1)).toBeGreaterThanOrEqual(path!.leastSquaresLoss[0]!);
  });

  it('do not hold the unit itself in its own layer, unless that is asked for', async () => {
    const choice = { unit: 3, penalties: [0.05] };
    const without = await engine.derive(unitPredictionFrom(left, left, { ...choice, fromItself: false }));
    const within = await engine.derive(unitPredictionFrom(left, left, { ...choice, fromItself: true }));
    expect([...without.contributors!.units]).not.toContain(3);
    expect(without.contributors!.units.length).toBeGreaterThan(1);
    expect([...within.contributors!.units]).toEqual([3]);
    expect(within.contributors!.weights[0]).toBeCloseTo(1 - 0.05, 6);
    // Between layers the question is the same either way, and so is its key.
    const across = (fromItself: boolean) => unitPredictionFrom(left, right, { ...choice, fromItself }).key;
    expect(across(true)).toBe(across(false));
  });
});

describe('spectral clusters of two layers', () => {
  it('are those of the pure function, however many are asked for', async () => {
    const [own, other, across] = await Promise.all([
      engine.derive(correlationOf(left, left)),
      engine.derive(correlationOf(right, right)),
      engine.derive(correlationOf(left, right)),
    ]);
    const units = joinUnits([across.leftConditions, across.rightConditions], (row, column) =>
      row !== column ? across.values : row === 0 ? own.values : other.values,
    );
    const choice = { sign: 'POSITIVE', threshold: 0.2 } as const;
    for (const cut of [{}, { clusters: 5, seed: 3 }, { mostClusters: 3 }]) {
      const wanted = await spectralClustering(units, { ...choice, ...cut }, multiplyHere);
      const found = await engine.derive(spectralClustersOf(left, right, choice, cut));
      expect(found.clusters).toBe(wanted.clusters);
      expect(found.labels).toEqual(wanted.labels);
      const { embedding } = await engine.derive(spectrumOf(left, right, choice));
      expect(embedding!.isolated).toBe(wanted.isolated);
      embedding!.eigenvalues.forEach((value, index) => {
        expect(value).toBeCloseTo(wanted.eigenvalues[index]!, 9);
      });
    }
  });

  it('are refused in words where the sign rule gives no graph', async () => {
    const { embedding, refusal } = await engine.derive(spectrumOf(left, right, { sign: 'SIGNED', threshold: 0 }));
    expect(embedding).toBeNull();
    expect(refusal).toMatch(/SIGNED.*Choose ABSOLUTE or POSITIVE/);
  });
});
