import { densityOf } from './density';
import type { ScatterLayout } from './scatterLayout';
import type { UnitMatrix } from './unitMatrix';

/** More pairs than this hide each other as dots, and are counted in boxes instead. */
export const MOST_DOTS = 20_000;

/** Side of a box in pixels. */
export const BOX = 5;

export interface ScatterPoints {
  readonly x: UnitMatrix;
  readonly y: UnitMatrix;
  /** Places in both matrices of the pairs to draw. */
  readonly places: Uint32Array;
}

/** The boxes of a layout, whose first column and row begin at the corner of the plot. */
export function boxesOf({ x, y, places }: ScatterPoints, layout: ScatterLayout) {
  const [left, right] = layout.x.range;
  const [bottom, top] = layout.y.range;
  return densityOf(
    places.length,
    (index) => layout.x(x.values[places[index]!]!) - left,
    (index) => layout.y(y.values[places[index]!]!) - top,
    { width: right - left, height: bottom - top, side: BOX },
  );
}

/** Draws the pairs, as dots or as boxes that are the stronger the more pairs they hold, on a canvas of the layout's size. */
export function paintScatter(
  canvas: HTMLCanvasElement,
  points: ScatterPoints,
  layout: ScatterLayout,
  { colour, density }: { colour: string; density: number },
): void {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas, so the pairs cannot be drawn.');
  canvas.width = Math.round(layout.width * density);
  canvas.height = Math.round(layout.height * density);
  context.scale(density, density);
  context.fillStyle = colour;
  if (points.places.length > MOST_DOTS) paintBoxes(context, points, layout);
  else paintDots(context, points, layout);
}

function paintDots(context: CanvasRenderingContext2D, { x, y, places }: ScatterPoints, layout: ScatterLayout): void {
  context.globalAlpha = places.length > 4_000 ? 0.3 : 0.45;
  const radius = places.length > 4_000 ? 1.6 : 2.2;
  for (const place of places) {
    context.beginPath();
    context.arc(layout.x(x.values[place]!), layout.y(y.values[place]!), radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function paintBoxes(context: CanvasRenderingContext2D, points: ScatterPoints, layout: ScatterLayout): void {
  const { columns, counts, highest } = boxesOf(points, layout);
  const [left] = layout.x.range;
  const [, top] = layout.y.range;
  counts.forEach((count, box) => {
    if (count === 0) return;
    // By the logarithm: near zero lie a thousand times more pairs than where it is interesting.
    context.globalAlpha = 0.15 + (0.85 * Math.log1p(count)) / Math.log1p(highest);
    context.fillRect(left + (box % columns) * BOX, top + Math.floor(box / columns) * BOX, BOX, BOX);
  });
}
