import { logScale } from '../../plots/logScale';
import { linearScale, type Scale, ticks } from '../../plots/scale';
import type { Predicted } from './predictionDocument';

/** No predictor at all leaves half of the variance as loss: the ceiling. */
export const CEILING = 0.5;

/** Two pictures one above the other over the same penalties. */
export interface PathLayout {
  readonly x: Scale;
  readonly loss: Scale;
  readonly contributing: Scale;
  readonly width: number;
  readonly height: number;
}

const MARGIN = { top: 28, right: 14, bottom: 38, left: 42, between: 46 };

/** Where penalties, losses and numbers of units lie in a picture of this width. */
export function pathLayout({ penalties, path }: Pick<Predicted, 'penalties' | 'path'>, width: number): PathLayout {
  const height = Math.round(Math.min(470, Math.max(360, width * 0.72)));
  const room = height - MARGIN.top - MARGIN.between - MARGIN.bottom;
  const upper = MARGIN.top + Math.round(room * 0.58);
  const [high, low] = [penalties[0] ?? 1, penalties.at(-1) ?? 0.1];
  const most = Math.max(1, ...path.map(({ contributing }) => contributing));
  const marks = ticks(0, most, 4);
  const step = (marks[1] ?? 1) - (marks[0] ?? 0);
  return {
    x: logScale(high > low ? [low, high] : [high / 2, high * 2], [MARGIN.left + 8, width - MARGIN.right]),
    loss: linearScale([0, CEILING], [upper, MARGIN.top]),
    contributing: linearScale(
      [0, Math.ceil(most / step - 1e-9) * step],
      [height - MARGIN.bottom, upper + MARGIN.between],
    ),
    width,
    height,
  };
}
