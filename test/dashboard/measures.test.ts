import { describe, expect, it } from 'vitest';
import { CORRELATION_SCALE, colourIndex } from '../../apps/dashboard/src/plots/colourMap';
import { legendNumber, scaleFor, shareOf, valueAlong } from '../../apps/dashboard/src/plots/colourScale';
import { MEASURE_LOOKS, spoken } from '../../apps/dashboard/src/plots/measureLooks';
import { highestOf } from '../../apps/dashboard/src/plots/unitMatrix';
import { bestPartners, highestPlaces, livePairs, pairAt, partnerCurve } from '../../apps/dashboard/src/plots/unitPairs';

const { PEARSON, MUTUAL_INFORMATION } = MEASURE_LOOKS;
const matrixOf = (rows: number, columns: number, values: number[]) => ({
  rows,
  columns,
  values: Float64Array.from(values),
});

describe('the colours of a measure', () => {
  it('are always those of -1 to 1 for correlations', () => {
    expect(scaleFor(PEARSON, 0.3)).toBe(CORRELATION_SCALE);
  });

  it('end at a round number above the highest information, the most that ten bins share included', () => {
    for (const highest of [0.001, 0.04, 0.05, 0.3, 0.99, 1.5, Math.log(10)]) {
      const scale = scaleFor(MUTUAL_INFORMATION, highest);
      expect(scale.signed).toBe(false);
      expect(scale.limit).toBeGreaterThanOrEqual(highest);
      for (const share of [0, 0.25, 0.5, 0.75, 1]) {
        const value = valueAlong(scale, share);
        expect(Number(legendNumber(value, scale))).toBeCloseTo(value, 12);
        expect(shareOf(scale, value)).toBeCloseTo(share, 12);
      }
    }
  });

  it('begin at the paper for what has no sign, and noise below zero does not look like a negative', () => {
    const scale = { limit: 0.4, signed: false };
    const zero = colourIndex(0, CORRELATION_SCALE);
    expect([-0.2, 0].map((value) => colourIndex(value, scale))).toEqual([zero, zero]);
    expect(colourIndex(0.4, scale)).toBe(colourIndex(1, CORRELATION_SCALE));
    expect(colourIndex(0.2, scale)).toBe(colourIndex(0.5, CORRELATION_SCALE));
  });

  it('take no notice of units with themselves', () => {
    const matrix = matrixOf(3, 3, [9, 0.1, Number.NaN, 0.1, 9, 0.3, Number.NaN, 0.3, 9]);
    expect(highestOf(matrix, true)).toBe(0.3);
    expect(highestOf(matrix, false)).toBe(9);
  });
});

describe('a value that is read aloud', () => {
  it('has its name and its unit', () => {
    expect(spoken(PEARSON, -0.5)).toBe('correlation −0.500');
    expect(spoken(MUTUAL_INFORMATION, 0.25)).toBe('mutual information 0.250 nats');
  });
});

describe('pairs of a matrix', () => {
  const two = matrixOf(2, 3, [0.5, Number.NaN, 0.2, 0.9, 0.1, 0.9]);
  const one = matrixOf(3, 3, [1, 0.4, -0.6, 0.4, 1, Number.NaN, -0.6, Number.NaN, 1]);

  it('are those with a value under both measures, within a layer each once and no unit with itself', () => {
    const other = matrixOf(2, 3, [1, 1, Number.NaN, 1, 1, 1]);
    expect([...livePairs(two, other, false)].map((place) => pairAt(two, place))).toEqual([
      { source: 0, target: 0 },
      { source: 1, target: 0 },
      { source: 1, target: 1 },
      { source: 1, target: 2 },
    ]);
    expect([...livePairs(one, one, true)].map((place) => pairAt(one, place))).toEqual([
      { source: 0, target: 1 },
      { source: 0, target: 2 },
    ]);
  });

  it('are found by their score as sorting finds them, ties in their order', () => {
    const scores = Array.from({ length: 200 }, (_, index) => (index % 17 === 3 ? Number.NaN : (index * 37) % 23));
    const places = scores.map((_, index) => index);
    const sorted = places
      .filter((place) => !Number.isNaN(scores[place]))
      .sort((a, b) => scores[b]! - scores[a]! || a - b);
    for (const count of [0, 1, 7, 500])
      expect(highestPlaces(places, (place) => scores[place]!, count)).toEqual(sorted.slice(0, count));
  });

  it('give each unit its best partner, ties to the lower, and within a layer another one', () => {
    expect([...bestPartners(two, false)]).toEqual([0, 0]);
    expect([...bestPartners(one, true)]).toEqual([1, 0, 0]);
    expect([...bestPartners(matrixOf(1, 1, [1]), true)]).toEqual([-1]);
  });

  it('make a falling curve, one point for every unit that has a partner', () => {
    expect(partnerCurve(one, true)).toEqual([
      { rank: 1, source: 0, target: 1, value: 0.4 },
      { rank: 2, source: 1, target: 0, value: 0.4 },
      { rank: 3, source: 2, target: 0, value: -0.6 },
    ]);
    expect(partnerCurve(matrixOf(1, 1, [1]), true)).toEqual([]);
  });
});
