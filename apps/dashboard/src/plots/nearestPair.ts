import { BOX, boxesOf, MOST_DOTS, type ScatterPoints } from './paintScatter';
import type { ScatterLayout } from './scatterLayout';

/** How near, in pixels, a point has to be to be meant. */
const REACH = 14;

/** Finds the place of the pair that is drawn nearest to a pixel; of a box of many pairs, the topmost. Null where none is near. */
export function nearestPair(
  points: ScatterPoints,
  layout: ScatterLayout,
): (pixelX: number, pixelY: number) => number | null {
  return points.places.length > MOST_DOTS ? nearestOfBoxes(points, layout) : nearestOfDots(points, layout);
}

function nearestOfDots({ x, y, places }: ScatterPoints, layout: ScatterLayout) {
  return (pixelX: number, pixelY: number): number | null => {
    let [best, least] = [null as number | null, REACH];
    for (const place of places) {
      const away = Math.hypot(layout.x(x.values[place]!) - pixelX, layout.y(y.values[place]!) - pixelY);
      if (away < least) [best, least] = [place, away];
    }
    return best;
  };
}

function nearestOfBoxes(points: ScatterPoints, layout: ScatterLayout) {
  const { columns, counts, first } = boxesOf(points, layout);
  const [left] = layout.x.range;
  const [, top] = layout.y.range;
  const rows = counts.length / columns;
  const steps = Math.ceil(REACH / BOX);
  return (pixelX: number, pixelY: number): number | null => {
    const [column, row] = [Math.floor((pixelX - left) / BOX), Math.floor((pixelY - top) / BOX)];
    let [best, least] = [null as number | null, REACH / BOX];
    for (let down = Math.max(0, row - steps); down <= Math.min(rows - 1, row + steps); down++) {
      for (let along = Math.max(0, column - steps); along <= Math.min(columns - 1, column + steps); along++) {
        const box = down * columns + along;
        const away = Math.hypot(along - column, down - row);
        if (counts[box] === 0 || !(away < least)) continue;
        [best, least] = [points.places[first[box]!]!, away];
      }
    }
    return best;
  };
}
