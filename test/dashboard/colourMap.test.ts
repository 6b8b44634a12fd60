import { describe, expect, it } from 'vitest';
import { gamma, linear, type Srgb, toOklab, toSrgb } from '../../apps/dashboard/src/plots/colour';
import {
  COLOURS,
  CORRELATION_SCALE,
  colourIndex,
  colourTable,
  type Theme,
} from '../../apps/dashboard/src/plots/colourMap';

/** How a colour looks with a complete deficiency (Machado, Oliveira and Fernandes 2009), in linear sRGB. */
const DEFICIENCIES = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function seenWith(matrix: readonly number[], colour: Srgb): Srgb {
  const channels = colour.map(linear);
  return [0, 1, 2].map((row) =>
    gamma(channels.reduce((sum, channel, index) => sum + channel * matrix[row * 3 + index]!, 0)),
  ) as unknown as Srgb;
}

function at(theme: Theme, value: number): Srgb {
  const table = colourTable(theme);
  const start = colourIndex(value, CORRELATION_SCALE) * 4;
  return [0, 1, 2].map((channel) => table[start + channel]! / 255) as unknown as Srgb;
}

const distance = (one: Srgb, other: Srgb) => {
  const [a, b] = [toOklab(one), toOklab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
};

describe.each(['light', 'dark'] as const)('the %s map', (theme) => {
  it('gets steadily further from the paper on both sides of zero', () => {
    const direction = theme === 'light' ? -1 : 1;
    for (const sign of [-1, 1]) {
      const lightness = Array.from(
        { length: 65 },
        (_, index) => toOklab(at(theme, (sign * index) / 64))[0] * direction,
      );
      for (let index = 1; index < lightness.length; index++) {
        expect(lightness[index]!).toBeGreaterThan(lightness[index - 1]! - 0.003);
      }
    }
  });

  it('is as light at r as at -r', () => {
    for (const value of [0.25, 0.5, 0.75, 1]) {
      expect(Math.abs(toOklab(at(theme, value))[0] - toOklab(at(theme, -value))[0])).toBeLessThan(0.08);
    }
  });

  it.each(Object.entries(DEFICIENCIES))('tells r from -r with %s', (_name, matrix) => {
    for (const value of [0.25, 0.5, 0.75, 1]) {
      expect(distance(seenWith(matrix, at(theme, value)), seenWith(matrix, at(theme, -value)))).toBeGreaterThan(0.06);
    }
  });
});

describe('places on the map', () => {
  it('put zero in the middle and cut beyond the limit', () => {
    expect([-2, -1, 0, 1, 2].map((value) => colourIndex(value, CORRELATION_SCALE))).toEqual([
      0,
      0,
      (COLOURS - 1) / 2,
      COLOURS - 1,
      COLOURS - 1,
    ]);
    expect(colourIndex(0.25, { limit: 0.5, signed: true })).toBe(colourIndex(0.5, CORRELATION_SCALE));
  });

  it('survive the way to OKLab and back', () => {
    for (const colour of [
      [0, 0, 0],
      [1, 1, 1],
      [0.2, 0.6, 0.4],
    ] as Srgb[]) {
      for (const channel of [0, 1, 2] as const)
        expect(toSrgb(toOklab(colour))[channel]).toBeCloseTo(colour[channel], 4);
    }
  });
});
