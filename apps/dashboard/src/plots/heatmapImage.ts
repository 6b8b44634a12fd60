import { pixelsOf } from './canvasPainter';
import { type ColourScale, colourTable, cssColour, type Theme } from './colourMap';
import { legendNumber, valueAlong } from './colourScale';
import type { Underlay } from './exportSvg';
import { pictureOf } from './HeatmapCanvas';
import { HEATMAP_MARGIN } from './HeatmapOverlay';
import { type MeasureLook, titleWithUnit } from './measureLooks';
import type { Pyramid } from './pyramid';
import type { Viewport } from './viewport';

/** The cells on screen as a bitmap, drawn anew without the graphics processor, which keeps no picture to read back. */
export function heatmapImage(
  pyramid: Pyramid,
  view: Viewport,
  { theme, scale, measure }: { theme: Theme; scale: ColourScale; measure: MeasureLook },
  density = 2,
): Underlay {
  const picture = pictureOf(pyramid, view, scale, theme, density);
  const canvas = document.createElement('canvas');
  canvas.width = picture.view.width;
  canvas.height = picture.view.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no 2D canvas.');
  context.putImageData(new ImageData(pixelsOf(picture), canvas.width, canvas.height), 0, 0);
  return {
    url: canvas.toDataURL('image/png'),
    x: HEATMAP_MARGIN.left,
    y: HEATMAP_MARGIN.top,
    width: view.width,
    height: view.height,
    legend: legendOf(theme, scale, measure),
  };
}

/** The colours with their numbers, as the legend on the page has them. */
function legendOf(theme: Theme, scale: ColourScale, measure: MeasureLook): Underlay['legend'] {
  const table = colourTable(theme);
  const [steps, width] = [48, 240];
  const ink = getComputedStyle(document.documentElement).getPropertyValue('--soft').trim();
  const boxes = Array.from({ length: steps }, (_, step) => {
    const colour = cssColour(table, valueAlong(scale, (step + 0.5) / steps), scale);
    return `<rect x="${(step * width) / steps}" y="14" width="${width / steps + 0.3}" height="10" fill="${colour}"/>`;
  });
  const numbers = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const text = legendNumber(valueAlong(scale, share), scale);
    return `<text x="${share * width}" y="38" text-anchor="middle">${text}</text>`;
  });
  const words = `<text x="${width + 24}" y="23">${titleWithUnit(measure)}, higher = more alike</text>`;
  return { markup: `<g font-size="11" fill="${ink}">${boxes.join('')}${numbers.join('')}${words}</g>`, height: 48 };
}
