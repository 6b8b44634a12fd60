import { type ProbeSetOptions, Refusal, type Resize } from '@unitgraph/analysis';
import type { ResizeInput } from '../networks/importNetworkInput.js';
import type { StimuliFileInput } from './importProbeSetInput.js';

/** Sides of stimuli, at most. */
const LONGEST_SIDE = 2_048;

/** What is said of a file of stimuli, all of it: the same words are the same options. @throws Refusal */
export function optionsOf({ resize, text, labels, classes, maximum }: StimuliFileInput): ProbeSetOptions {
  if (maximum != null && !(maximum > 0 && Number.isFinite(maximum)))
    throw new Refusal(`maximum is ${maximum}.`, 'Give the raw value that is drawn white, above 0.');
  return {
    resize: resize == null ? null : resizeOf(resize),
    text:
      text == null
        ? null
        : {
            tokenizer: text.tokenizer,
            vocabulary: text.vocabulary ?? null,
            length: text.length ?? null,
            padding: text.padding ?? 0,
          },
    labels: labels ?? null,
    classes: classes == null || classes.length === 0 ? null : classes,
    maximum: maximum ?? null,
  };
}

function resizeOf({ shorterSide, height, width, interpolation }: ResizeInput): Resize {
  const isSquare = shorterSide != null && height == null && width == null;
  const isBoth = shorterSide == null && height != null && width != null;
  const sides = [shorterSide, height, width].filter((side) => side != null);
  if (!(isSquare || isBoth) || sides.some((side) => side < 1 || side > LONGEST_SIDE)) {
    throw new Refusal(
      'resize needs shorterSide, or height and width.',
      `Give pixels from 1 to ${LONGEST_SIDE}, for example shorterSide: 224.`,
    );
  }
  return isSquare
    ? { shorterSide, interpolation }
    : { height: height as number, width: width as number, interpolation };
}
