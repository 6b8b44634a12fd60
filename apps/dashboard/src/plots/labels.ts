/** A label beside a line, at the height where it would stand best. */
export interface Label {
  readonly y: number;
}

/**
 * Heights at which labels do not overlap: each as near to its own as `distance` allows, in the same order, within top..bottom.
 * When all do not fit, they are spread evenly.
 */
export function partLabels(labels: readonly Label[], distance: number, top: number, bottom: number): number[] {
  const order = labels.map((_, index) => index).sort((one, other) => labels[one]!.y - labels[other]!.y);
  const heights = labels.map(({ y }) => Math.min(Math.max(y, top), bottom));
  const step = labels.length > 1 ? Math.min(distance, (bottom - top) / (labels.length - 1)) : distance;
  // Down, then back up from the bottom edge: two sweeps settle a line of labels.
  for (let index = 1; index < order.length; index++) {
    const [before, here] = [order[index - 1]!, order[index]!];
    heights[here] = Math.max(heights[here]!, heights[before]! + step);
  }
  let ceiling = bottom;
  for (let index = order.length - 1; index >= 0; index--) {
    const here = order[index]!;
    heights[here] = Math.min(heights[here]!, ceiling);
    ceiling = heights[here]! - step;
  }
  return heights;
}
