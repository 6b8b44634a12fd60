import { resample } from '../recordings/resample.js';
import { areChannelsLast } from '../recordings/stimuli.js';
import type { MadeStimuli, Report } from './probeSetOptions.js';

/** Pixels of the longer side. */
export const THUMBNAIL_SIDE = 96;

/** Small pictures of all stimuli. */
export interface Thumbnails {
  /** stimuli x height x width, or x 3 behind that. */
  readonly shape: readonly number[];
  readonly data: Uint8Array<ArrayBuffer>;
}

/**
 * Small pictures, for lists of many: grey, or in colour where there are three channels.
 * @param shape channels, height, width of one stimulus
 * @returns null where stimuli are no larger, or no images
 */
export async function thumbnailsOf(
  made: MadeStimuli,
  shape: readonly number[],
  report: Report,
): Promise<Thumbnails | null> {
  const [channels = 1, height = 1, width = 1] = shape;
  const longest = Math.max(height, width);
  if (shape.length !== 3 || longest <= THUMBNAIL_SIDE) return null;
  const count = made.shape[0] ?? 0;
  const [rows, columns] = [height, width].map((side) => Math.max(1, Math.round((side * THUMBNAIL_SIDE) / longest))) as [
    number,
    number,
  ];
  const colours = channels === 3 ? 3 : 1;
  const isLast = areChannelsLast(made.shape.slice(1), [channels, height, width]);
  const [step, apart] = isLast ? [channels, 1] : [1, height * width];
  const data = new Uint8Array(count * rows * columns * colours);
  const plane = new Float32Array(height * width);
  for (let stimulus = 0; stimulus < count; stimulus++) {
    for (let colour = 0; colour < colours; colour++) {
      const start = stimulus * channels * height * width + colour * apart;
      for (let pixel = 0; pixel < plane.length; pixel++) {
        const shade = (255 * (made.data[start + pixel * step] as number)) / made.maximum;
        plane[pixel] = Math.min(255, Math.max(0, Math.round(shade)));
      }
      const small = resample(plane, [height, width], [rows, columns], 'BILINEAR', true);
      const to = stimulus * rows * columns * colours + colour;
      for (let pixel = 0; pixel < small.length; pixel++) data[to + pixel * colours] = small[pixel] as number;
    }
    if (stimulus % 16 === 15) await report((stimulus + 1) / count, 'making thumbnails');
  }
  return { shape: colours === 1 ? [count, rows, columns] : [count, rows, columns, 3], data };
}
