import type { RefObject } from 'react';
import { toCsv } from '../../plots/csv';
import { download } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import type { ExportChoice } from '../../plots/ExportMenu';
import type { ScatterPoints } from '../../plots/paintScatter';
import { pairAt } from '../../plots/unitPairs';

/** More pairs than this are read from the matrices (.npy) rather than from a table. */
const MOST_ROWS = 250_000;

type Options = {
  drawing: RefObject<SVGSVGElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  points: ScatterPoints;
  /** What the flat axis is called in a table. */
  column: string;
  name: string;
};

/** The scatter as a picture, and its pairs as a table. */
export function scatterExports({ drawing, canvas, points, column, name }: Options): ExportChoice[] {
  const underlay = () => {
    const picture = canvas.current;
    if (!picture) return null;
    const { width, height } = picture.getBoundingClientRect();
    return { url: picture.toDataURL('image/png'), x: 0, y: 0, width, height, legend: { markup: '', height: 0 } };
  };
  const pictures = drawingChoices(drawing, name, underlay);
  if (points.places.length > MOST_ROWS) return pictures;
  return [
    ...pictures,
    { label: 'CSV', note: 'all pairs', run: () => download(`${name}.csv`, csvOf(points, column), 'text/csv') },
  ];
}

function csvOf({ x, y, places }: ScatterPoints, column: string): string {
  return toCsv(
    ['left_unit', 'right_unit', column, 'mutual_information_nats'],
    Array.from(places, (place) => {
      const { source, target } = pairAt(x, place);
      return {
        left_unit: source,
        right_unit: target,
        [column]: x.values[place]!,
        mutual_information_nats: y.values[place]!,
      };
    }),
  );
}
