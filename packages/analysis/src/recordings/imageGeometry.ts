import type { Preprocessing } from './preprocessing.js';

/** How a stimulus of some size comes to a network's size: each axis first resized, then cut. */
export interface AxisGeometry {
  /** Pixels of the stimulus. */
  readonly before: number;
  /** Pixels after resizing. */
  readonly resized: number;
  /** First pixel that is kept after resizing. */
  readonly first: number;
  /** Pixels that are kept. */
  readonly kept: number;
}

/**
 * Height and width on their way to the network.
 * @returns null where there is less than is to be cut out
 */
export function imageGeometry(
  [height, width]: readonly [number, number],
  { resize, crop }: Preprocessing,
): readonly [AxisGeometry, AxisGeometry] | null {
  const shorter = Math.min(height, width);
  const sized = (before: number, said: number | undefined): number => {
    if (resize?.shorterSide === undefined) return said ?? before;
    // As torchvision: rounded down.
    return before === shorter ? resize.shorterSide : Math.floor((resize.shorterSide * before) / shorter);
  };
  const along = (before: number, said: number | undefined, cut: number | undefined): AxisGeometry => {
    const resized = sized(before, said);
    const kept = cut ?? resized;
    return { before, resized, first: roundHalfToEven((resized - kept) / 2), kept };
  };
  const axes = [along(height, resize?.height, crop?.[0]), along(width, resize?.width, crop?.[1])] as const;
  return axes.some(({ resized, kept }) => kept > resized) ? null : axes;
}

/** Where a pixel's edge of the network's input lies in the stimulus. */
export function edgeInStimulus({ before, resized, first }: AxisGeometry, edge: number): number {
  return ((edge + first) * before) / resized;
}

/**
 * What a network is given of such a stimulus: channels, height, width; other shapes stay as they are.
 * @returns null where there is less than is to be cut out
 */
export function shapeAfter(shape: readonly number[], preprocessing: Preprocessing): readonly number[] | null {
  const [channels, height, width] = shape;
  if (channels === undefined || height === undefined || width === undefined) return shape;
  const axes = imageGeometry([height, width], preprocessing);
  return axes && [channels, axes[0].kept, axes[1].kept];
}

/** Python's round, which torchvision places the centre by. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
