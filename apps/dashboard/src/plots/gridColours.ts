import type { GridDirection } from './cellGrid';
import { linear } from './colour';
import { CORRELATION_SCALE, colourIndex } from './colourMap';

/** What the colours of a small matrix span, and which way. */
export interface ColourSpan {
  readonly low: number;
  readonly high: number;
  readonly direction: GridDirection;
}

/**
 * The place of a value on the colour map, -1..1: the more alike, the higher, whichever way the numbers point. A score that
 * may be negative has its zero in the middle, on paper; any other span takes the upper arm alone.
 */
export function colourPlace(value: number, { low, high, direction }: ColourSpan): number {
  if (direction === 'HIGHER_IS_MORE_ALIKE' && low < 0) return value / Math.max(high, -low);
  if (high === low) return 1;
  const share = (value - low) / (high - low);
  return direction === 'HIGHER_IS_MORE_ALIKE' ? share : 1 - share;
}

/** The ink that can be read on a colour of the map: black or white, whichever differs more (WCAG's contrast). */
export function inkOn(table: Uint8Array, place: number): string {
  const start = colourIndex(place, CORRELATION_SCALE) * 4;
  const light = (offset: number) => linear((table[start + offset] ?? 0) / 255);
  const luminance = 0.2126 * light(0) + 0.7152 * light(1) + 0.0722 * light(2);
  return (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) ? '#0d1015' : '#ffffff';
}
