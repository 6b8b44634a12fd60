import { fromHex, type Oklab, toOklab, toSrgb } from './colour';

export type Theme = 'light' | 'dark';

/**
 * The one diverging map of the dashboard: orange below zero, blue above it, the page's own paper at zero, so that what is
 * unrelated recedes. Blue against orange is told apart with every common colour-vision deficiency, and both arms have the
 * same lightness at the same distance from zero. Stops stand at -1, -0.5, 0, 0.5 and 1.
 */
const STOPS: Record<Theme, readonly string[]> = {
  light: ['#7a2805', '#e8935a', '#f7f7f7', '#6392dd', '#13327c'],
  dark: ['#ffe0bd', '#b4622b', '#171b22', '#4877cc', '#d6e3ff'],
};

/** Stripes that mark a dead unit: foreground on background. */
export const HATCH: Record<Theme, readonly [string, string]> = {
  light: ['#b4b9c2', '#e4e7ec'],
  dark: ['#545b67', '#2a2f38'],
};

/** How many colours a table of the map has: odd, so that zero has a colour of its own. */
export const COLOURS = 257;

/** The map as RGBA bytes, from -1 to 1 in `COLOURS` even steps. */
export function colourTable(theme: Theme): Uint8Array<ArrayBuffer> {
  const stops = STOPS[theme].map((hex) => toOklab(fromHex(hex)));
  const table = new Uint8Array(COLOURS * 4);
  for (let index = 0; index < COLOURS; index++) {
    const place = (index / (COLOURS - 1)) * (stops.length - 1);
    const before = Math.min(Math.floor(place), stops.length - 2);
    const rgb = toSrgb(mix(stops[before]!, stops[before + 1]!, place - before));
    table.set([...rgb.map((channel) => Math.round(channel * 255)), 255], index * 4);
  }
  return table;
}

/** What the colours mean: the map spans -limit..limit, or for values whose sign means nothing 0..limit, by its upper half. */
export interface ColourScale {
  readonly limit: number;
  readonly signed: boolean;
}

/** Correlations span -1..1, so the colours do, too: the same colour is the same value on every page. */
export const CORRELATION_SCALE: ColourScale = { limit: 1, signed: true };

/** Index into the table of a value; values beyond the scale take its outermost colour. */
export function colourIndex(value: number, { limit, signed }: ColourScale): number {
  const place = Math.min(1, Math.max(signed ? -1 : 0, value / limit));
  return Math.round(((place + 1) / 2) * (COLOURS - 1));
}

/** `rgb(…)` of a value. */
export function cssColour(table: Uint8Array, value: number, scale: ColourScale): string {
  const start = colourIndex(value, scale) * 4;
  return `rgb(${table[start]} ${table[start + 1]} ${table[start + 2]})`;
}

function mix(from: Oklab, to: Oklab, share: number): Oklab {
  return [0, 1, 2].map((axis) => from[axis]! + (to[axis]! - from[axis]!) * share) as unknown as Oklab;
}
