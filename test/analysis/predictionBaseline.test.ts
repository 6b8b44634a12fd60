import {
  type Backend,
  type Correlation,
  comomentsOf,
  correlationFromComoments,
  drawRearrangements,
  type LassoPath,
  lassoPath,
  type MemoryStore,
  openBackend,
  partnersOf,
  permutedPrediction,
  predictionProblem,
  type Recording,
  RecordingReader,
  rotatedPrediction,
  rotationOf,
  writeRecording,
} from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goldenRecordings } from './twoNetworks.js';

const nothing = async (): Promise<void> => {};
const DRAWING = { penalties: [0.3, 0.1, 0.03, 0.01], repeats: 3, seed: 5 };

let backend: Backend;
let store: MemoryStore;
let left: Recording;
let right: Recording;
let within: Correlation;
let between: Correlation;
let beside: Correlation;

beforeAll(async () => {
  ({ store, left, right } = await goldenRecordings());
  backend = await openBackend('onnxruntime');
  within = await correlation(left, left);
  between = await correlation(left, right);
  beside = await correlation(right, right);
});
afterAll(() => backend.dispose());

async function correlation(x: Recording, y: Recording): Promise<Correlation> {
  const comoments = await comomentsOf(x, y, x === y, store, backend, nothing);
  const values = correlationFromComoments(comoments, x.moments, y.moments);
  const conditions = { leftConditions: x.conditions, rightConditions: y.conditions };
  return { rows: x.units, columns: y.units, samples: x.samples, values, ...conditions };
}

/** units x samples. */
async function valuesOf(recording: Recording): Promise<Float32Array> {
  return new RecordingReader(recording, store).all();
}

/** The prediction of a recording whose values were changed: units x samples. */
async function predictionOf(values: Float32Array | Float64Array): Promise<LassoPath> {
  const rows = new Float32Array(values.length);
  const { units, samples } = right;
  for (let unit = 0; unit < units; unit++)
    for (let sample = 0; sample < samples; sample++)
      rows[sample * units + unit] = values[unit * samples + sample] as number;
  const changed = await writeRecording(rows, { units, title: 'changed', key: 'changed' }, store);
  return lassoPath(predictionProblem(within, await correlation(left, changed)), DRAWING, nothing);
}

function meansOf({ loss, targetUnits, penalties }: LassoPath): number[] {
  const targets = targetUnits.length;
  return [...penalties.keys()].map(
    (index) => loss.subarray(index * targets, (index + 1) * targets).reduce((sum, value) => sum + value, 0) / targets,
  );
}

const close = (found: ArrayLike<number>, wanted: readonly number[], digits = 5) => {
  expect(found.length).toBe(wanted.length);
  for (const [index, value] of wanted.entries()) expect(found[index]).toBeCloseTo(value, digits);
};

describe('a prediction with shuffled stimuli', () => {
  it('is the prediction of units whose stimuli were moved by hand', async () => {
    const drawn = await permutedPrediction(within, left, right, DRAWING, { store, backend }, nothing);
    const values = await valuesOf(right);
    const { units, samples } = right;
    const rearrangements = drawRearrangements(left, right, DRAWING.repeats, DRAWING.seed);
    for (let repeat = 0; repeat < DRAWING.repeats; repeat++) {
      const partners = partnersOf(rearrangements, repeat);
      const moved = new Float32Array(values.length);
      for (let unit = 0; unit < units; unit++)
        partners.forEach((partner, sample) => {
          moved[unit * samples + sample] = values[unit * samples + partner] as number;
        });
      const count = DRAWING.penalties.length;
      close(drawn.loss.subarray(repeat * count, (repeat + 1) * count), meansOf(await predictionOf(moved)));
    }
    expect(drawn.unconverged).toBe(0);
  });

  it('explains of unrelated units what so many predictors explain by chance, and less than the truth', async () => {
    const drawing = { ...DRAWING, repeats: 19 };
    const drawn = await permutedPrediction(within, left, right, drawing, { store, backend }, nothing);
    const truth = await lassoPath(predictionProblem(within, between), drawing, nothing);
    // Of noise, least squares leaves (1 - p / (n - 1)) / 2 on average.
    const explained = truth.predictorUnits.length / (left.samples - 1) / 2;
    const found = 0.5 - drawn.leastSquaresLoss.reduce((sum, loss) => sum + loss, 0) / drawing.repeats;
    expect(Math.abs(found - explained)).toBeLessThan(0.1 * explained);
    meansOf(truth).forEach((loss, index) => {
      for (let repeat = 0; repeat < drawing.repeats; repeat++)
        expect(drawn.loss[repeat * DRAWING.penalties.length + index]).toBeGreaterThanOrEqual(loss);
    });
  });
});

describe('a prediction with rotated units', () => {
  it('is the prediction of standardised units that were rotated by hand', async () => {
    const drawn = await rotatedPrediction(within, between, beside, DRAWING, nothing);
    const values = await valuesOf(right);
    const { units, samples, conditions, moments } = right;
    const live = [...conditions.keys()].filter((unit) => conditions[unit] === 0);
    const standard = live.map((unit) => {
      const deviation = Math.sqrt((moments.squares[unit] as number) / samples);
      return Float64Array.from(
        values.subarray(unit * samples, (unit + 1) * samples),
        (value) => (value - (moments.mean[unit] as number)) / deviation,
      );
    });
    for (let repeat = 0; repeat < DRAWING.repeats; repeat++) {
      const rotation = rotationOf(live.length, DRAWING.seed, repeat);
      const mixed = new Float64Array(units * samples);
      live.forEach((unit, column) => {
        standard.forEach((row, inner) => {
          const weight = rotation[inner * live.length + column] as number;
          for (let sample = 0; sample < samples; sample++)
            mixed[unit * samples + sample] =
              (mixed[unit * samples + sample] as number) + weight * (row[sample] as number);
        });
      });
      const count = DRAWING.penalties.length;
      close(drawn.loss.subarray(repeat * count, (repeat + 1) * count), meansOf(await predictionOf(mixed)));
    }
  });

  it('is the same for the same seed, and another for another', async () => {
    const [first, again, other] = [
      await rotatedPrediction(within, between, beside, DRAWING, nothing),
      await rotatedPrediction(within, between, beside, DRAWING, nothing),
      await rotatedPrediction(within, between, beside, { ...DRAWING, seed: 6 }, nothing),
    ];
    expect(again).toEqual(first);
    expect([...other.loss]).not.toEqual([...first.loss]);
  });
});
