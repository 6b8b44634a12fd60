import type { ColourScale, Theme } from './colourMap';
import type { Pyramid } from './pyramid';
import type { Viewport } from './viewport';

/** What a painter draws, in device pixels. */
export interface Picture {
  readonly pyramid: Pyramid;
  /** In device pixels. */
  readonly view: Viewport;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** Device pixels per CSS pixel: the width of stripes and of lines between cells. */
  readonly density: number;
}

/**
 * Puts a picture on a canvas. Every painter draws the same one: the colour of the cell (or of the box of cells) under
 * the middle of each pixel, stripes where a unit is dead, a line between cells that are large enough, nothing beside the matrix.
 */
export interface HeatmapPainter {
  readonly kind: 'webgl2' | 'canvas2d';
  paint(picture: Picture): void;
  dispose(): void;
}

/** Cells at least this many CSS pixels wide are parted by a line. */
export const PARTED_CELL = 12;

/** Distance of stripes, and the share of it that is foreground, in CSS pixels. */
export const STRIPE_STEP = 6;
export const STRIPE_SHARE = 0.34;
