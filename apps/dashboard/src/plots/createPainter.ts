import { createCanvasPainter } from './canvasPainter';
import type { HeatmapPainter } from './heatmapPainter';
import { createWebglPainter } from './webglPainter';

/**
 * A painter for a fresh canvas: WebGL2 where a graphics processor gives one that takes the matrix, else canvas 2D. A WebGL2
 * that the browser says is emulated is not taken: panning 4096 x 4096 cells took it 19 to 43 ms a frame, canvas 2D 17.
 */
export function createPainter(canvas: HTMLCanvasElement, largest: number): HeatmapPainter {
  // A canvas gives one kind of context only, so whether there is WebGL2 is tried on another one.
  return (largest <= largestTexture() && createWebglPainter(canvas)) || createCanvasPainter(canvas);
}

let known: number | undefined;

/** Side of the largest texture; 0 without WebGL2. */
function largestTexture(): number {
  if (known === undefined) {
    const trial = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
    known = trial ? (trial.getParameter(trial.MAX_TEXTURE_SIZE) as number) : 0;
    trial?.getExtension('WEBGL_lose_context')?.loseContext();
  }
  return known;
}
