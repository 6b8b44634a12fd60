import { linearScale, type Scale } from './scale';
import type { UnitMatrix } from './unitMatrix';

/** Where values lie in a scatter of this size: the plot is the rectangle that the two scales span. */
export interface ScatterLayout {
  readonly x: Scale;
  readonly y: Scale;
  readonly width: number;
  readonly height: number;
}

const MARGIN = { top: 30, right: 14, bottom: 40, left: 40 };

/** The least and the greatest of some values of a matrix, zero among them. */
function spanOf({ values }: UnitMatrix, places: Uint32Array): [number, number] {
  let [low, high] = [0, 0];
  for (const place of places) {
    const value = values[place]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Spans in steps of a tenth; `y` from zero, since it has no sign. */
export function scatterLayout(x: UnitMatrix, y: UnitMatrix, places: Uint32Array, width: number): ScatterLayout {
  const height = Math.round(Math.min(460, Math.max(280, width * 0.6)));
  const [low, high] = spanOf(x, places);
  const [, top] = spanOf(y, places);
  const down = (value: number) => Math.floor(value * 10 + 1e-9) / 10;
  const up = (value: number) => Math.max(0.1, Math.ceil(value * 10 - 1e-9) / 10);
  return {
    x: linearScale([down(low), up(high)], [MARGIN.left, width - MARGIN.right]),
    y: linearScale([0, up(top)], [height - MARGIN.bottom, MARGIN.top]),
    width,
    height,
  };
}
