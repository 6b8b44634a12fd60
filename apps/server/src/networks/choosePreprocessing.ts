import { type ModelDescription, type Preprocessing, presetFor, Refusal, type Resize } from '@unitgraph/analysis';
import type { ModelInput, ResizeInput } from './importNetworkInput.js';

/** What people say of how stimuli become a network's input. */
export type AskedPreprocessing = Partial<
  Pick<ModelInput, 'preset' | 'scale' | 'mean' | 'deviation' | 'resize' | 'channelOrder'>
>;

/** Sides that images are resized to, at most. */
const LONGEST_SIDE = 4_096;

/**
 * All numbers of the preprocessing: those of the preset, with those that are given in their places, else those that change
 * nothing. What was resized has its centre cut out, of the size of the input.
 * @throws Refusal where they do not fit the network
 */
export function choosePreprocessing(asked: AskedPreprocessing, input: ModelDescription['input']): Preprocessing {
  if (input.kind !== 'IMAGE') return plainPreprocessing(asked, input);
  const [channels = 1, height = 1, width = 1] = input.shape;
  const { mean, deviation, scale, resize, crop, channelOrder } = beginning(asked, input.shape);
  const chosen: Preprocessing = {
    scale: asked.scale ?? scale,
    mean: asked.mean ?? mean,
    deviation: asked.deviation ?? deviation,
    ...(asked.resize == null
      ? resize && { resize, crop }
      : cutAfter(resizeOf(asked.resize, height, width), height, width)),
    ...((asked.channelOrder ?? channelOrder) === 'BGR' ? { channelOrder: 'BGR' as const } : {}),
  };
  checkNumbers(chosen, channels);
  return chosen;
}

function beginning({ preset }: AskedPreprocessing, shape: readonly number[]): Preprocessing {
  const [channels = 1] = shape;
  if (preset == null) {
    return { scale: 1, mean: new Array<number>(channels).fill(0), deviation: new Array<number>(channels).fill(1) };
  }
  if (channels === 3) return presetFor(preset, shape);
  throw new Refusal(
    `${preset} is for images of three channels, and the network takes ${channels}.`,
    'Give scale, mean and deviation instead.',
  );
}

/** Tokens go in as they are; features are scaled and shifted, and nothing else. */
function plainPreprocessing(asked: AskedPreprocessing, { kind, shape }: ModelDescription['input']): Preprocessing {
  const [size = 1] = shape;
  const isOfTokens = kind === 'TOKENS';
  const wrong = (['preset', 'resize', 'channelOrder'] as const).find((name) => asked[name] != null);
  const isScaled = asked.mean != null || asked.deviation != null || (asked.scale ?? 1) !== 1;
  if (wrong !== undefined || (isOfTokens && isScaled)) {
    throw new Refusal(
      `${wrong ?? 'A scale'} makes no sense for a network that takes ${kind.toLowerCase()}.`,
      isOfTokens ? 'Tokens go in as they are: leave it out.' : 'Give scale, mean and deviation alone, or none of them.',
    );
  }
  if (isOfTokens) return { scale: 1, mean: [], deviation: [] };
  const chosen = {
    scale: asked.scale ?? 1,
    mean: asked.mean ?? new Array<number>(size).fill(0),
    deviation: asked.deviation ?? new Array<number>(size).fill(1),
  };
  checkNumbers(chosen, size);
  return chosen;
}

function resizeOf({ shorterSide, height, width, interpolation }: ResizeInput, least: number, other: number): Resize {
  const isOne = shorterSide != null && height == null && width == null;
  const isOther = shorterSide == null && height != null && width != null;
  const sides = [shorterSide, height, width].filter((side) => side != null);
  if (!(isOne || isOther) || sides.some((side) => side < 1 || side > LONGEST_SIDE)) {
    throw new Refusal(
      'resize needs shorterSide, or height and width.',
      `Give pixels from 1 to ${LONGEST_SIDE}, for example shorterSide: 256.`,
    );
  }
  const tooSmall = isOne ? (shorterSide ?? 0) < Math.max(least, other) : (height ?? 0) < least || (width ?? 0) < other;
  if (tooSmall) {
    throw new Refusal(
      `After resizing there is less than the ${least} x ${other} that the network takes.`,
      `Resize to ${Math.max(least, other)} or more.`,
    );
  }
  return isOne
    ? { shorterSide: shorterSide as number, interpolation }
    : { height: height as number, width: width as number, interpolation };
}

function cutAfter(resize: Resize, height: number, width: number): Pick<Preprocessing, 'resize' | 'crop'> {
  return { resize, crop: [height, width] };
}

function checkNumbers({ scale, mean, deviation }: Preprocessing, channels: number): void {
  const lists = Object.entries({ mean, deviation });
  const wrong = lists.find(([, list]) => list.length !== channels);
  if (wrong !== undefined) {
    throw new Refusal(
      `${wrong[0]} has ${wrong[1].length} numbers, and the network takes ${channels} channels.`,
      'Give one number a channel.',
    );
  }
  if (![scale, ...mean, ...deviation].every(Number.isFinite) || scale === 0 || deviation.includes(0)) {
    throw new Refusal(
      'scale, mean and deviation must be numbers, scale and deviation other than 0.',
      'The input is (raw value x scale - mean) / deviation.',
    );
  }
}
