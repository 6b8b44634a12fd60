import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { type Crop, stimulusPng, thumbnailPng } from '../stimuli/stimulusPixels.js';
import { HttpProblem } from './httpProblem.js';
import { answeredFromCache, immutableBytes, sendImmutable } from './immutable.js';

/** Pixels that a crop may be long, and that it may lie away from the stimulus. */
const LONGEST = 2_048;

/** `/stimuli/<digest of the probe set>/<index>.png`, in whole or `?crop=top,left,bottom,right`, or small with `?thumbnail`. */
export function stimulusRoute({
  objects,
  store,
}: Services): (request: Request<{ probeSet: string; index: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { probeSet: digest, index: text } = request.params;
    const crop = cropOf(request.query.crop);
    const probeSet = (await objects.probeSets()).find((each) => each.digest === digest)?.record;
    if (probeSet === undefined) throw new HttpProblem(404, `There is no probe set of digest ${digest.slice(0, 80)}.`);
    if (probeSet.shape.length === 0) {
      throw new HttpProblem(
        404,
        `${probeSet.slug} came with recorded activations, and its stimuli are not here: there are no pictures of them.`,
      );
    }
    const index = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(index < probeSet.count)) {
      throw new HttpProblem(
        404,
        `${probeSet.slug} has no stimulus ${text.slice(0, 40)}: it has 0 to ${probeSet.count - 1}.`,
      );
    }
    const thumbnails = 'thumbnail' in request.query ? probeSet.thumbnailsBlob : null;
    const key =
      thumbnails != null
        ? `${thumbnails}-${index}`
        : `${digest}-${index}-${probeSet.maximum}${crop ? `-${crop.top},${crop.left},${crop.bottom},${crop.right}` : ''}`;
    if (answeredFromCache(request, response, key)) return;
    const bytes =
      thumbnails != null
        ? await thumbnailPng(store, thumbnails, index)
        : await stimulusPng(store, probeSet, index, crop);
    await sendImmutable(request, response, immutableBytes(key, 'image/png', bytes));
  };
}

function cropOf(text: unknown): Crop | undefined {
  if (text === undefined) return undefined;
  const numbers =
    typeof text === 'string' && /^-?\d{1,5}(,-?\d{1,5}){3}$/.test(text) ? text.split(',').map(Number) : [];
  const [top, left, bottom, right] = numbers as [number, number, number, number];
  const sound = numbers.length === 4 && top < bottom && left < right;
  if (
    !sound ||
    numbers.some((number) => Math.abs(number) > LONGEST) ||
    bottom - top > LONGEST ||
    right - left > LONGEST
  ) {
    throw new HttpProblem(
      400,
      `crop=${String(text).slice(0, 80)} is no box: give top,left,bottom,right in pixels, -${LONGEST} to ${LONGEST}, bottom and right the larger.`,
    );
  }
  return { top, left, bottom, right };
}
