import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeNpy, RandomSource } from '../../packages/analysis/dist/index.js';

/**
 * Probe sets for networks with random weights, as a folder of examples: `images` (stimuli x height x width x 3, uint8, blurred
 * noise), `tokens` (uint16, below 256) and `features` (64 numbers). The same ones each time.
 */
export function writeProbeSets(folder, { count = 256, height = 72, width = 96, length = 32 } = {}) {
  const random = new RandomSource(7);
  const images = new Uint8Array(count * height * width * 3);
  for (let image = 0; image < count; image++)
    images.set(blurredNoise(random, height, width), image * height * width * 3);
  const tokens = Uint16Array.from({ length: count * length }, () => random.below(256));
  const features = Float32Array.from({ length: count * 64 }, () => random.below(1000) / 500 - 1);
  write(folder, 'images', encodeNpy('|u1', [count, height, width, 3], images), count, 255);
  write(folder, 'tokens', encodeNpy('<u2', [count, length], tokens), count, 255);
  write(folder, 'features', encodeNpy('<f4', [count, 64], features), count, 1);
}

function write(folder, slug, stimuli, count, maximum) {
  const own = join(folder, slug);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'stimuli.npy'), stimuli);
  writeFileSync(join(own, 'labels.npy'), encodeNpy('<i4', [count], new Int32Array(count)));
  writeFileSync(join(own, 'heldOut.npy'), encodeNpy('|u1', [count], new Uint8Array(count).fill(1)));
  const files = { stimuli: 'stimuli.npy', labels: 'labels.npy', heldOut: 'heldOut.npy' };
  const probeSet = { slug, name: slug, ...files, classes: ['noise'], maximum };
  writeFileSync(join(own, 'example.json'), JSON.stringify({ credit: 'Made here', probeSet, networks: [] }));
}

/** Numbers at every eighth pixel, and straight lines between them. */
function blurredNoise(random, height, width) {
  const step = 8;
  const columns = Math.ceil(width / step) + 1;
  const grid = Float32Array.from({ length: (Math.ceil(height / step) + 1) * columns * 3 }, () => random.below(256));
  const image = new Uint8Array(height * width * 3);
  for (let index = 0; index < image.length; index++) {
    const [channel, column, row] = [index % 3, Math.floor(index / 3) % width, Math.floor(index / 3 / width)];
    const [left, top] = [Math.floor(column / step), Math.floor(row / step)];
    const [x, y] = [(column % step) / step, (row % step) / step];
    const at = (down, across) => grid[((top + down) * columns + left + across) * 3 + channel];
    const above = at(0, 0) * (1 - x) + at(0, 1) * x;
    image[index] = above * (1 - y) + (at(1, 0) * (1 - x) + at(1, 1) * x) * y;
  }
  return image;
}
