import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chosenSamples,
  comomentsOf,
  correlationFromComoments,
  decodeNpy,
  MemoryStore,
  openMultiply,
  sampleRows,
  secondMomentsOf,
  selectBackend,
  withPreciseProducts,
  writeRecording,
} from '@unitgraph/analysis';

const nothing = async () => {};

/** Two recordings of a folder, what is expected of them, and what several checks need, each computed once. */
export async function openInputs(folder, backendName) {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'));
  const store = new MemoryStore();
  const { backend } = await selectBackend({ prefer: backendName });
  const precise = withPreciseProducts(backend);
  const [left, right] = [await record(folder, 'left', store), await record(folder, 'right', store)];
  if (left.samples !== right.samples) {
    throw new Error(`left.npy has ${left.samples} samples and right.npy ${right.samples}: they must be the same ones.`);
  }
  const comoments = (x, y, device = precise) => comomentsOf(x, y, x === y, store, device, nothing);
  return {
    expected,
    store,
    backend,
    left,
    right,
    report: nothing,
    /** Units of a side that vary, ascending. */
    live: (recording) => [...recording.conditions.keys()].filter((unit) => recording.conditions[unit] === 0),
    multiply: once(openMultiply),
    /** In float64 whatever the device: whitening needs all digits. */
    secondMoments: once(async () =>
      secondMomentsOf(
        left.samples,
        await comoments(left, left),
        await comoments(left, right),
        await comoments(right, right),
      ),
    ),
    /** Pearson on the device itself, left x right, row-major, NaN where a unit does not vary. */
    correlation: once(async () =>
      correlationFromComoments(await comoments(left, right, backend), left.moments, right.moments),
    ),
    /** Pearson in float64 whatever the device, of any two sides, row-major. */
    preciseCorrelation: async (x, y) => correlationFromComoments(await comoments(x, y), x.moments, y.moments),
    /** The first `limit` samples, or as many as a measure's own limit keeps, as rows. */
    rows: async (recording, { first = recording.samples, limit = first }) => {
      const chosen = chosenSamples(Math.min(first, recording.samples), limit);
      return sampleRows(recording, chosen, store, nothing);
    },
    dispose: () => backend.dispose(),
  };
}

async function record(folder, side, store) {
  const { data, shape, fortranOrder } = decodeNpy(readFileSync(join(folder, `${side}.npy`)), `${side}.npy`);
  if (shape.length !== 2) throw new Error(`${side}.npy has shape (${shape.join(', ')}); samples x units is needed.`);
  const [samples, units] = shape;
  const values = fortranOrder
    ? Float32Array.from(
        { length: samples * units },
        (_, index) => data[(index % units) * samples + Math.floor(index / units)],
      )
    : Float32Array.from(data);
  return writeRecording(values, { units, title: side, key: side }, store);
}

function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
