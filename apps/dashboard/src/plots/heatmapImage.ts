import { pixelsOf } from './canvasPainter';
import type { Theme } from './colourMap';
import { pictureOf } from './HeatmapCanvas';
import { HEATMAP_MARGIN } from './HeatmapOverlay';
import type { Underlay } from './exportSvg';
import type { Pyramid } from './pyramid';
import type { Viewport } from './viewport';

/** The cells on screen as a bitmap, drawn anew without the graphics processor, which keeps no picture to read back. */
export function heatmapImage(pyramid: Pyramid, view: Viewport, theme: Theme, density = 2): Underlay {
  const picture = pictureOf(pyramid, view, 1, theme, density);
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
  };
}
