/** A straight map from a span of values to a span of pixels. */
export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  /** The value at a pixel. */
  invert(pixel: number): number;
}

/** A domain of no width maps to the middle of the range. */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const [start, end] = range;
  const slope = high === low ? 0 : (end - start) / (high - low);
  const origin = high === low ? (start + end) / 2 : start;
  return Object.assign((value: number) => origin + (value - low) * slope, {
    domain,
    range,
    invert: (pixel: number) => (slope === 0 ? low : low + (pixel - start) / slope),
  });
}

/** Round values within low..high, about `count` of them, by steps of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low) || count < 1) return [low];
  const step = tickStep((high - low) / count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Division by a whole number keeps 0.3 from becoming 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(digits)));
}

/** Round ranks from the first to the last: both ends, and round numbers between that do not crowd them. */
export function rankTicks(last: number, count: number): number[] {
  if (last <= 1) return [1];
  const step = Math.max(1, tickStep(last / count));
  const between = Array.from({ length: Math.floor(last / step) }, (_, index) => (index + 1) * step).filter(
    (tick) => tick - 1 > step * 0.4 && last - tick > step * 0.4,
  );
  return [1, ...between, last];
}

function tickStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const times = least / power;
  return power * (times <= 1.0001 ? 1 : times <= 2.0001 ? 2 : times <= 5.0001 ? 5 : 10);
}
