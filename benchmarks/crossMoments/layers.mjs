import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { npyHeader } from '@unitgraph/analysis';

/** Samples that are written at a time. */
const BLOCK = 5000;

/** Writes layer0.npy, layer1.npy, ...: float32, samples x units, rectified: about two fifths of the values are zeros. */
export function writeLayers(folder, { layers, units, samples }) {
  let state = 1;
  for (let layer = 0; layer < layers; layer++) {
    const file = openSync(join(folder, `layer${layer}.npy`), 'w');
    writeSync(file, npyHeader('<f4', [samples, units]));
    for (let first = 0; first < samples; first += BLOCK) {
      const values = new Float32Array(Math.min(BLOCK, samples - first) * units);
      for (let index = 0; index < values.length; index++) {
        // Numerical Recipes' linear congruential generator: products take as long for any numbers.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        values[index] = Math.max(0, state / 2 ** 32 - 0.4);
      }
      writeSync(file, new Uint8Array(values.buffer));
    }
    closeSync(file);
  }
}
