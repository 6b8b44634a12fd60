import { createCanvasPainter } from './canvasPainter';
import type { HeatmapPainter } from './heatmapPainter';
import { createWebglPainter } from './webglPainter';

/**
 * A painter for a fresh canvas: WebGL2 where there is one that takes the matrix, else canvas 2D.
 * A canvas gives one kind of context only, so a refused WebGL2 context is tried on a canvas of its own.
 */
export function createPainter(canvas: HTMLCanvasElement, largest: number): HeatmapPainter {
  return (hasWebgl(largest) && createWebglPainter(canvas, largest)) || createCanvasPainter(canvas);
}

let largestTexture: number | undefined;

function hasWebgl(largest: number): boolean {
  if (largestTexture === undefined) {
    const trial = document.createElement('canvas').getContext('webgl2');
    largestTexture = trial ? (trial.getParameter(trial.MAX_TEXTURE_SIZE) as number) : 0;
    trial?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return largest <= largestTexture;
}
