import { areChannelsLast, decodeNpy, type NpyArray, Refusal, type Store, ValueCache } from '@unitgraph/analysis';
import { encode } from 'fast-png';
import type { ProbeSetRecord } from '../catalog/records.js';

/** Rows and columns of a part of a stimulus; bottom and right are exclusive, and it may reach beyond. */
export interface Crop {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Decoded stimuli that are kept. */
const KEPT_BYTES = 256 * 2 ** 20;

/** Draws stimuli. */
export class StimulusPixels {
  readonly #decoded = new ValueCache(KEPT_BYTES);

  constructor(readonly store: Store) {}

  /** A stimulus or part of it as PNG: grey, or colour where it has three channels; beyond its edges transparent grey. */
  async png(probeSet: ProbeSetRecord, index: number, crop?: Crop): Promise<Uint8Array> {
    const { data, shape } = await this.#read(probeSet.digest);
    // Tokens and features are drawn as one row.
    const isRow = probeSet.shape.length === 1;
    const [channels = 1, height = 1, width = 1] = isRow ? [1, 1, ...probeSet.shape] : probeSet.shape;
    const isLast = areChannelsLast(shape.slice(1), [channels, height, width]);
    const [step, apart] = isLast ? [channels, 1] : [1, height * width];
    if (data.length !== probeSet.count * channels * height * width) {
      throw new Refusal(
        `The stimuli ${this.store.describeBlob(probeSet.digest)} are not those of ${probeSet.slug}.`,
        'Restore the examples, or import the probe set again.',
      );
    }
    const { top, left, bottom, right } = crop ?? { top: 0, left: 0, bottom: height, right: width };
    const colours = channels === 3 ? 3 : 1;
    const alpha = crop === undefined ? 0 : 1;
    const [rows, columns] = [bottom - top, right - left];
    const pixels = new Uint8Array(rows * columns * (colours + alpha));
    const first = index * channels * height * width;
    let at = 0;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const inside = row >= 0 && row < height && column >= 0 && column < width;
        for (let colour = 0; colour < colours; colour++) {
          const raw = inside ? Number(data[first + colour * apart + (row * width + column) * step]) : 0;
          const shade = Math.round((255 * raw) / probeSet.maximum);
          pixels[at++] = inside ? Math.min(255, Math.max(0, shade)) : 128;
        }
        if (alpha === 1) pixels[at++] = inside ? 255 : 0;
      }
    }
    return encode({ width: columns, height: rows, data: pixels, channels: colours + alpha, depth: 8 });
  }

  async #read(digest: string): Promise<NpyArray> {
    const known = this.#decoded.get(digest) as NpyArray | undefined;
    if (known !== undefined) return known;
    const array = decodeNpy(await this.store.readBlob(digest), `The stimuli ${this.store.describeBlob(digest)}`);
    this.#decoded.set(digest, array);
    return array;
  }
}
