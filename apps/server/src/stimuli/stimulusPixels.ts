import { areChannelsLast, Refusal } from '@unitgraph/analysis';
import { encode } from 'fast-png';
import type { ProbeSetRecord } from '../catalog/records.js';
import type { FolderStore } from '../storage/folderStore.js';
import { readEntry } from './npyEntry.js';

/** Rows and columns of a part of a stimulus; bottom and right are exclusive, and it may reach beyond. */
export interface Crop {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A stimulus or part of it as PNG: grey, or colour where it has three channels; beyond its edges transparent grey. */
export async function stimulusPng(
  store: FolderStore,
  probeSet: ProbeSetRecord,
  index: number,
  crop?: Crop,
): Promise<Uint8Array> {
  // Tokens and features are drawn as one row.
  const isRow = probeSet.shape.length === 1;
  const [channels = 1, height = 1, width = 1] = isRow ? [1, 1, ...probeSet.shape] : probeSet.shape;
  const { data, shape } = await readEntry(store, probeSet.digest, index);
  if (shape[0] !== probeSet.count || data.length !== channels * height * width) {
    throw new Refusal(
      `The stimuli ${store.describeBlob(probeSet.digest)} are not those of ${probeSet.slug}.`,
      'Restore the examples, or import the probe set again.',
    );
  }
  const isLast = areChannelsLast(shape.slice(1), [channels, height, width]);
  const [step, apart] = isLast ? [channels, 1] : [1, height * width];
  const { top, left, bottom, right } = crop ?? { top: 0, left: 0, bottom: height, right: width };
  const colours = channels === 3 ? 3 : 1;
  const alpha = crop === undefined ? 0 : 1;
  const [rows, columns] = [bottom - top, right - left];
  const pixels = new Uint8Array(rows * columns * (colours + alpha));
  let at = 0;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const inside = row >= 0 && row < height && column >= 0 && column < width;
      for (let colour = 0; colour < colours; colour++) {
        const raw = inside ? Number(data[colour * apart + (row * width + column) * step]) : 0;
        const shade = Math.round((255 * raw) / probeSet.maximum);
        pixels[at++] = inside ? Math.min(255, Math.max(0, shade)) : 128;
      }
      if (alpha === 1) pixels[at++] = inside ? 255 : 0;
    }
  }
  return encode({ width: columns, height: rows, data: pixels, channels: colours + alpha, depth: 8 });
}

/** The small picture of a stimulus as PNG, as it was made when its probe set was imported. */
export async function thumbnailPng(store: FolderStore, thumbnails: string, index: number): Promise<Uint8Array> {
  const { data, shape } = await readEntry(store, thumbnails, index);
  const [, height = 1, width = 1, channels = 1] = shape;
  return encode({ width, height, data: Uint8Array.from(data as ArrayLike<number>), channels, depth: 8 });
}
