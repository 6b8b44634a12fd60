import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  conditionsOf,
  contentOf,
  encodeSafetensors,
  importedRecordingOf,
  mergeMoments,
  momentsOf,
  noMoments,
  npyHeader,
  packBundle,
  RandomSource,
} from '@unitgraph/analysis';

/** As large as the shards that an import writes. */
const SHARD_BYTES = 16 * 2 ** 20;
const LATENTS = 256;
/** Latents that a unit listens to, and how much of its noise is its own. */
const HEARD = 4;
const NOISE = 0.7;

/**
 * Writes one side: into the store as an import leaves it, and beside it as `<name>.npy`, units x samples, float32, for others. Units
 * are mixtures of a few of 256 shared latents with noise of their own; every 97th is dead.
 * @returns the recording's derivation
 */
export async function writeSide(store, folder, { name, units, samples, seed }) {
  const random = new RandomSource(11, samples);
  const latents = Float32Array.from({ length: LATENTS * samples }, () => random.normal());
  const draw = new RandomSource(seed, units, samples);
  const heard = Array.from({ length: units * HEARD }, () => draw.below(LATENTS));
  const weights = Float64Array.from({ length: units * HEARD }, () => draw.normal());
  const perShard = Math.max(1, Math.min(samples, Math.floor(SHARD_BYTES / (4 * units))));
  const file = openSync(join(folder, `${name}.npy`), 'w');
  const header = npyHeader('<f4', [units, samples]);
  writeSync(file, header);
  let moments = noMoments(units);
  const shards = [];
  let state = seed >>> 0 || 1;
  for (let first = 0; first < samples; first += perShard) {
    const count = Math.min(perShard, samples - first);
    const values = new Float32Array(units * count);
    for (let unit = 0; unit < units; unit++) {
      if (unit % 97 === 96) continue;
      for (let sample = 0; sample < count; sample++) {
        let value = 0;
        for (let k = 0; k < HEARD; k++)
          value += weights[unit * HEARD + k] * latents[heard[unit * HEARD + k] * samples + first + sample];
        // A sum of two uniform numbers is noise enough, and a hundred million of them are wanted.
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const noise = (state >>> 16) + (state & 65535) - 65535;
        values[unit * count + sample] = value + (NOISE * noise) / 26755;
      }
      const row = values.subarray(unit * count, (unit + 1) * count);
      writeSync(
        file,
        new Uint8Array(row.buffer, row.byteOffset, 4 * count),
        0,
        4 * count,
        header.length + 4 * (unit * samples + first),
      );
    }
    const own = momentsOf(values, units, count, () => {
      throw new Error('A value is no number.');
    });
    moments = mergeMoments(moments, own);
    const bytes = encodeSafetensors(new Map([['activations', { type: 'F32', shape: [units, count], data: values }]]));
    shards.push({
      digest: await store.writeBlob(bytes),
      bytes: bytes.length,
      firstStimulus: first,
      stimuli: count,
      samples: count,
    });
  }
  // Dead units were never written: zeros, of which the last ones make the file as long as it says.
  ftruncateSync(file, header.length + 4 * units * samples);
  closeSync(file);
  const conditions = conditionsOf(moments);
  const recording = {
    units,
    samples,
    stimuli: samples,
    positions: 1,
    sampledPositions: null,
    shards,
    moments,
    conditions,
  };
  const said = { layer: name, network: 'random', probeSet: 'numbers', units, stimuli: samples, positions: 1 };
  const wanted = importedRecordingOf({ ...said, content: contentOf(recording) });
  await store.writeValue(wanted.key, packBundle(recording));
  return wanted;
}
