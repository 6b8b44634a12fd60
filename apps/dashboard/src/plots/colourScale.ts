import { formatAny, formatValue } from '../format/numbers';
import { CORRELATION_SCALE, type ColourScale } from './colourMap';
import type { MeasureLook } from './measureLooks';

/** The value at a share 0..1 of the way along the legend of a scale. */
export function valueAlong({ limit, signed }: ColourScale, share: number): number {
  return signed ? (2 * share - 1) * limit : share * limit;
}

/** How far along the legend a value stands, 0..1; those beyond stand at its ends. */
export function shareOf({ limit, signed }: ColourScale, value: number): number {
  const place = signed ? (value / limit + 1) / 2 : value / limit;
  return Math.min(1, Math.max(0, place));
}

/** A number of the legend. */
export function legendNumber(value: number, { signed }: ColourScale): string {
  return signed ? formatValue(value, 1) : formatAny(value);
}

/** Ends of a scale whose quarters are round numbers. Ten bins share ln 10 = 2.3 nats at the most. */
const LIMITS = [0.04, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2, 2.4];

/**
 * The scale for the values of a measure: correlations always the same; information up to its highest value here, which has
 * no natural limit that would tell pairs apart.
 */
export function scaleFor({ signed }: MeasureLook, highest: number): ColourScale {
  if (signed) return CORRELATION_SCALE;
  return { limit: LIMITS.find((limit) => limit >= highest) ?? Math.max(...LIMITS), signed };
}
