/** A place in the picture; null where there is no value, which parts the line. */
export type Place = readonly [x: number, y: number] | null;

/** The `d` of a line through the places. */
export function linePath(places: readonly Place[]): string {
  let path = '';
  let drawing = false;
  for (const place of places) {
    if (place) path += `${drawing ? 'L' : 'M'}${round(place[0])},${round(place[1])}`;
    drawing = place !== null;
  }
  return path;
}

/** The `d` of the area between a low and a high line; each stretch without gaps is closed by itself. */
export function areaPath(lows: readonly Place[], highs: readonly Place[]): string {
  let path = '';
  let start = 0;
  for (let end = 0; end <= lows.length; end++) {
    if (lows[end] && highs[end]) continue;
    if (end > start) path += `${linePath([...highs.slice(start, end), ...lows.slice(start, end).reverse()])}Z`;
    start = end + 1;
  }
  return path;
}

function round(pixel: number): number {
  return Math.round(pixel * 100) / 100;
}
