import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  binEdgesOf,
  comomentsOf,
  correlationFromComoments,
  decodeNpy,
  MemoryStore,
  mutualInformationOf,
  secondMomentsOf,
  selectBackend,
  withPreciseProducts,
  writeRecording,
} from '@unitgraph/analysis';
import { writeRecordings } from '../wholePair/recordings.mjs';

const silently = async () => {};

/** Pairs of recordings of any size, and the stages of their analysis, on the backend that this machine chooses. */
export async function openPairs() {
  const { backend } = await selectBackend({ prefer: process.env.UNITGRAPH_BACKEND });
  const precise = withPreciseProducts(backend);
  const sums = ({ store }, x, y) => comomentsOf(x, y, x === y, store, precise, silently);
  return {
    backend,
    /** Writes the largest pair once; the smaller ones are its first units over its first samples. */
    source(folder, { samples: most, units: width }) {
      writeRecordings(folder, { samples: most, units: width, seed: 1 });
      const sides = ['left', 'right'].map((side) => decodeNpy(readFileSync(join(folder, `${side}.npy`)), side).data);
      return async ({ samples, units }) => {
        const store = new MemoryStore();
        const [left, right] = await Promise.all(
          sides.map((values, side) =>
            writeRecording(firstOf(values, width, samples, units), { units, title: `${side}`, key: `${side}` }, store),
          ),
        );
        return { store, left, right };
      };
    },
    async correlation(pair) {
      const { left, right } = pair;
      const values = correlationFromComoments(await sums(pair, left, right), left.moments, right.moments);
      return {
        ...{ rows: left.units, columns: right.units, samples: left.samples, values },
        ...{ leftConditions: left.conditions, rightConditions: right.conditions },
      };
    },
    async information({ store, left, right }) {
      const binned = async (recording) => ({ recording, edges: await binEdgesOf(recording, store, silently) });
      return mutualInformationOf(await binned(left), await binned(right), false, { store, backend }, silently);
    },
    async moments(pair) {
      const { left, right } = pair;
      const between = [await sums(pair, left, left), await sums(pair, left, right), await sums(pair, right, right)];
      return secondMomentsOf(left.samples, ...between);
    },
    close: () => backend.dispose(),
  };
}

function firstOf(values, width, samples, units) {
  const taken = new Float32Array(samples * units);
  for (let sample = 0; sample < samples; sample++) {
    taken.set(values.subarray(sample * width, sample * width + units), sample * units);
  }
  return taken;
}
