import { describe, expect, it } from 'vitest';
import { gaussianInformation, informationalCorrelation } from '../../apps/dashboard/src/compare/scatter/information';
import { rankCorrelation } from '../../apps/dashboard/src/compare/scatter/rankCorrelation';
import { LEAST_SURPLUS, scatterFindings } from '../../apps/dashboard/src/compare/scatter/scatterFindings';
import { densityOf } from '../../apps/dashboard/src/plots/density';
import { nearestPair } from '../../apps/dashboard/src/plots/nearestPair';
import { MOST_DOTS } from '../../apps/dashboard/src/plots/paintScatter';
import { scatterLayout } from '../../apps/dashboard/src/plots/scatterLayout';
import { livePairs } from '../../apps/dashboard/src/plots/unitPairs';

/** Scattered numbers in -1..1 that are the same in each run. */
const scattered = (index: number) => (Math.sin(index * 12.9898) * 43758.5453) % 1;
const matrixOf = (rows: number, columns: number, value: (row: number, column: number) => number) => ({
  rows,
  columns,
  values: Float32Array.from({ length: rows * columns }, (_, place) =>
    value(Math.floor(place / columns), place % columns),
  ),
});

describe('information as a correlation', () => {
  it('is the correlation itself for Gaussian units, and none for noise below zero', () => {
    for (const correlation of [0, 0.01, 0.3, -0.7, 0.999]) {
      expect(informationalCorrelation(gaussianInformation(correlation))).toBeCloseTo(Math.abs(correlation), 10);
    }
    expect(gaussianInformation(0.5)).toBeCloseTo(0.14384103622589045, 12);
    expect(informationalCorrelation(-0.01)).toBe(0);
  });
});

describe('rank correlation', () => {
  it('is 1 or -1 for what rises or falls, in whatever shape, and shares the ranks of ties', () => {
    const x = Float64Array.from({ length: 50 }, (_, index) => scattered(index + 1));
    expect(rankCorrelation(x, x.map(Math.exp))).toBeCloseTo(1, 12);
    expect(
      rankCorrelation(
        x,
        x.map((value) => -(value ** 3)),
      ),
    ).toBeCloseTo(-1, 12);
    // Ranks 0, 1.5, 1.5, 3 with 0, 1, 2, 3.
    expect(rankCorrelation(Float64Array.of(1, 2, 2, 3), Float64Array.of(1, 2, 3, 4))).toBeCloseTo(
      0.9486832980505138,
      12,
    );
    expect(rankCorrelation(Float64Array.of(1, 1), Float64Array.of(1, 2))).toBeNaN();
  });
});

describe('what a scatter says', () => {
  const correlation = matrixOf(6, 5, (row, column) => (row === column ? 0.8 : 0.05 * column - 0.1));
  const gaussian = matrixOf(6, 5, (row, column) => gaussianInformation(correlation.values[row * 5 + column]!));

  it('is that correlation misses nothing where all information follows from it', () => {
    const found = scatterFindings(correlation, gaussian, false);
    expect(found.hidden).toEqual([]);
    expect(found.hiddenCount).toBe(0);
    expect(found.agreement).toBeCloseTo(1, 5);
  });

  it('names the pairs that share more, the farthest first', () => {
    const values = gaussian.values.slice();
    values[7] = gaussianInformation(0.6);
    values[23] = gaussianInformation(0.9);
    values[11] = gaussianInformation(Math.abs(correlation.values[11]!) + LEAST_SURPLUS - 0.01);
    const found = scatterFindings(correlation, { ...gaussian, values }, false);
    expect(found.hidden).toEqual([23, 7]);
    expect(found.hiddenCount).toBe(2);
  });

  it('counts the units that both give the same partner, dead ones left out', () => {
    const dead = matrixOf(3, 3, (row, column) => (row === 1 ? Number.NaN : row === column ? 0.9 : 0.1));
    const turned = matrixOf(3, 3, (row, column) => (row === 1 ? Number.NaN : row === 0 && column === 0 ? 1 : column));
    expect(scatterFindings(dead, dead, false)).toMatchObject({ samePartner: 1 });
    expect(scatterFindings(dead, turned, false).samePartner).toBe(0.5);
    expect(
      scatterFindings(
        matrixOf(1, 1, () => 1),
        matrixOf(1, 1, () => 2),
        true,
      ),
    ).toMatchObject({
      samePartner: Number.NaN,
      agreement: Number.NaN,
    });
  });
});

describe('a scatter under the pointer', () => {
  it('holds each point in one box, and names the topmost', () => {
    const [xs, ys] = [
      [0, 4, 9, 30, -2],
      [5, 1, 3, 30, 0],
    ];
    const { columns, counts, first, highest } = densityOf(
      5,
      (i) => xs![i]!,
      (i) => ys![i]!,
      {
        width: 10,
        height: 10,
        side: 5,
      },
    );
    expect(columns).toBe(2);
    expect([...counts]).toEqual([2, 1, 1, 1]);
    expect([...first]).toEqual([4, 2, 0, 3]);
    expect(highest).toBe(2);
  });

  it.each([
    ['dots', 40],
    ['boxes', 160],
  ])('finds a pair that is drawn where it points, among %s', (_, side) => {
    const x = matrixOf(side, side, (row, column) => scattered(row * side + column + 1) * 0.8);
    const y = matrixOf(side, side, (row, column) => Math.abs(scattered(row + column * side + 7)) * 0.3);
    const points = { x, y, places: livePairs(x, y, false) };
    expect(points.places.length > MOST_DOTS).toBe(side === 160);
    const layout = scatterLayout(x, y, points.places, 600);
    const nearest = nearestPair(points, layout);
    for (const place of [0, 33, side * 7 + 3, side * side - 1]) {
      const [pixelX, pixelY] = [layout.x(x.values[place]!), layout.y(y.values[place]!)];
      const found = nearest(pixelX, pixelY)!;
      expect(Math.hypot(layout.x(x.values[found]!) - pixelX, layout.y(y.values[found]!) - pixelY)).toBeLessThan(
        side === 160 ? 7.1 : 1e-6,
      );
    }
    expect(nearest(-500, -500)).toBeNull();
  });
});
