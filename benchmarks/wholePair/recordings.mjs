import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { npyHeader, RandomSource } from '@unitgraph/analysis';

const LATENTS = 48;
/** Latents that a unit listens to. */
const HEARD = 8;
/** A unit's own noise, as a share of what it hears. */
const NOISE = 0.6;
/** Share of the right's units that hear nearly what a unit of the left hears: what convergent learning finds. */
const SHARED = 0.25;
const DEAD = 0.03;
const BLOCK = 1000;

/**
 * Writes left.npy and right.npy, float32, samples x units, of the kind that networks have: rectified mixtures of shared latents
 * (their variance falls as 1/k) with noise of each unit's own; thresholds that silence a unit on a third to four fifths of the samples, scales
 * that differ by a factor of about ten, 3 % dead units and one constant unit on the right.
 */
export function writeRecordings(folder, { samples, units, seed }) {
  const random = new RandomSource(seed);
  const left = Array.from({ length: units }, () => unitOf(random));
  const right = Array.from({ length: units }, (_, index) =>
    random.uniform() < SHARED ? likeUnit(left[index], random) : unitOf(random),
  );
  right[units - 1] = { ...right[units - 1], constant: 2.5 };
  const sides = { left, right };
  const files = Object.entries(sides).map(([side, layer]) => {
    const file = openSync(join(folder, `${side}.npy`), 'w');
    writeSync(file, npyHeader('<f4', [samples, units]));
    return { file, layer };
  });
  const latents = new Float64Array(LATENTS);
  for (let first = 0; first < samples; first += BLOCK) {
    const count = Math.min(BLOCK, samples - first);
    const blocks = files.map(() => new Float32Array(count * units));
    for (let sample = 0; sample < count; sample++) {
      for (let k = 0; k < LATENTS; k++) latents[k] = random.normal() / Math.sqrt(k + 1);
      files.forEach(({ layer }, side) => {
        layer.forEach((unit, index) => {
          blocks[side][sample * units + index] = activationOf(unit, latents, random);
        });
      });
    }
    files.forEach(({ file }, side) => {
      writeSync(file, new Uint8Array(blocks[side].buffer));
    });
  }
  for (const { file } of files) closeSync(file);
}

function unitOf(random) {
  const heard = random.shuffle(Int32Array.from({ length: LATENTS }, (_, k) => k)).slice(0, HEARD);
  const weights = Float64Array.from(heard, () => random.normal());
  return {
    ...{ heard, weights, spread: spreadOf(heard, weights) },
    threshold: -0.5 + 1.5 * random.uniform(),
    scale: Math.exp(0.6 * random.normal()),
    constant: random.uniform() < DEAD ? 0 : undefined,
  };
}

function likeUnit({ heard, weights }, random) {
  const near = weights.map((weight) => weight + 0.2 * random.normal());
  return { ...unitOf(random), heard, weights: near, spread: spreadOf(heard, near) };
}

function spreadOf(heard, weights) {
  return Math.sqrt(weights.reduce((sum, weight, place) => sum + weight ** 2 / (heard[place] + 1), 0));
}

function activationOf({ heard, weights, spread, threshold, scale, constant }, latents, random) {
  if (constant !== undefined) return constant;
  let mixed = 0;
  for (let place = 0; place < HEARD; place++) mixed += weights[place] * latents[heard[place]];
  return Math.max(0, scale * (mixed / spread + NOISE * random.normal() - threshold));
}
