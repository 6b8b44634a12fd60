import { linearScale, type Scale } from './scale';

/** A map from a span of positive values to a span of pixels on which equal ratios are equally far. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const scale = linearScale([Math.log(domain[0]), Math.log(domain[1])], range);
  return Object.assign((value: number) => scale(Math.log(value)), {
    domain,
    range,
    invert: (pixel: number) => Math.exp(scale.invert(pixel)),
  });
}

/** Powers of ten within low..high, and where there are fewer than three of them twice and five times these, too. */
export function logTicks(low: number, high: number): number[] {
  const within = (times: readonly number[]) => {
    const found: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const factor of times) {
        // Written and read again, or 0.001 x 5 would be 0.0050000000000000001.
        const tick = Number(`${factor}e${power}`);
        if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) found.push(tick);
      }
    }
    return found;
  };
  const powers = within([1]);
  return powers.length < 3 ? within([1, 2, 5]) : powers;
}
