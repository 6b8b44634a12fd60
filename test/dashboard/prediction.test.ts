import { describe, expect, it } from 'vitest';
import { binned, binOf, wholeWidth } from '../../apps/dashboard/src/compare/prediction/binned';
import { pathLayout } from '../../apps/dashboard/src/compare/prediction/pathLayout';
import { nearestStep, usualStep, writtenPenalty } from '../../apps/dashboard/src/compare/prediction/penaltyStep';
import { readPredictionChoice } from '../../apps/dashboard/src/compare/prediction/predictionChoice';
import { sortedTargets, targetRows } from '../../apps/dashboard/src/compare/prediction/sortedTargets';
import { logScale, logTicks } from '../../apps/dashboard/src/plots/logScale';

const penalties = Array.from({ length: 20 }, (_, step) => 0.8 * 0.75 ** step);

describe('the penalty that is looked at', () => {
  it('is the nearest of the path by ratio', () => {
    expect(nearestStep([1, 0.1, 0.01], 0.04)).toBe(1);
    expect(nearestStep([1, 0.1, 0.01], 0.03)).toBe(2);
    expect(nearestStep([1, 0.1, 0.01], 1e-9)).toBe(2);
    expect(nearestStep([1, 0.1, 0.01], 50)).toBe(0);
    expect(nearestStep([], 0.1)).toBe(0);
  });

  it('is found again from what stands in the address', () => {
    penalties.forEach((penalty, step) => {
      const { penalty: read } = readPredictionChoice(new URLSearchParams(`penalty=${writtenPenalty(penalty)}`));
      expect(nearestStep(penalties, read!)).toBe(step);
    });
  });

  it('is first the highest under which few explain nearly what all would', () => {
    const path = [0, 0.2, 0.5, 0.73, 0.79].map((rSquared) => ({ rSquared }));
    expect(usualStep(path, 0.1)).toBe(3);
    expect(usualStep(path, 0)).toBe(4);
    expect(usualStep(path, 0.5)).toBe(0);
    expect(usualStep([], 0.1)).toBe(0);
  });

  it('is none where the address makes no sense', () => {
    const nothing = { penalty: null, predicted: null };
    for (const text of [
      '',
      'penalty=0&predicted=-1',
      'penalty=-2&predicted=1.5',
      'penalty=lots&predicted=x',
      'penalty=Infinity',
    ])
      expect(readPredictionChoice(new URLSearchParams(text)), text).toEqual(nothing);
    expect(readPredictionChoice(new URLSearchParams('penalty=1e-3&predicted=0'))).toEqual({
      penalty: 0.001,
      predicted: 0,
    });
  });
});

describe('a logarithmic scale', () => {
  it('puts equal ratios equally far, and back', () => {
    const scale = logScale([0.001, 1], [0, 300]);
    expect([0.001, 0.01, 0.1, 1].map((value) => Math.round(scale(value)))).toEqual([0, 100, 200, 300]);
    expect(scale.invert(scale(0.037))).toBeCloseTo(0.037, 12);
  });

  it('has round ticks within it', () => {
    expect(logTicks(0.0004, 2)).toEqual([0.001, 0.01, 0.1, 1]);
    expect(logTicks(0.011, 0.6)).toEqual([0.02, 0.05, 0.1, 0.2, 0.5]);
    expect(logTicks(0.001, 0.01)).toEqual([0.001, 0.002, 0.005, 0.01]);
  });

  it('is drawn for a path of one penalty, too', () => {
    const { x } = pathLayout(
      { penalties: [0.5], path: [{ penalty: 0.5, loss: 0.5, rSquared: 0, contributing: 0, gap: 0 }] },
      500,
    );
    expect(x(0.5)).toBeCloseTo((x.range[0] + x.range[1]) / 2, 6);
  });
});

describe('bins', () => {
  it('hold every value once, what lies beyond in the last', () => {
    const bins = binned([0, 0.024, 0.025, 0.499, 0.5, 0.7], 0, 0.5, 20);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    expect([bins[0]!.count, bins[1]!.count, bins[19]!.count]).toEqual([2, 1, 3]);
    expect(bins[19]!.high).toBeCloseTo(0.5);
    // 0.3 / 0.5 x 20 is 11.999999999999998.
    expect(binOf(0.3, 0, 0.5, 20)).toBe(12);
  });

  it('of whole numbers are as narrow as the most allow', () => {
    expect([0, 24, 25, 100, 4000].map((highest) => wholeWidth(highest, 25))).toEqual([1, 1, 2, 5, 200]);
  });
});

describe('the right units under a penalty', () => {
  const unit = (index: number, losses: number[], units: number[]) => ({
    unit: { id: `unit:b/x/${index}`, index },
    leastSquaresLoss: 0.01 * index,
    path: losses.map((loss, step) => ({ loss, contributing: units[step]!, gap: 1e-9 })),
  });
  const targets = [unit(0, [0.5, 0.3], [0, 2]), unit(4, [0.5, 0.1], [0, 2]), unit(7, [0.5, 0.2], [0, 9])];

  it('are those of its step, and sort by any column, ties by index', () => {
    const rows = targetRows(targets, 1);
    expect(rows[1]).toMatchObject({ index: 4, loss: 0.1, rSquared: 0.8, contributing: 2, leastSquares: 0.04 });
    const order = (by: 'unit' | 'loss' | 'contributing' | 'rSquared', descending: boolean) =>
      sortedTargets(rows, { by, descending }).map(({ index }) => index);
    expect(order('loss', false)).toEqual([4, 7, 0]);
    expect(order('rSquared', true)).toEqual([4, 7, 0]);
    expect(order('contributing', true)).toEqual([7, 0, 4]);
    expect(order('unit', true)).toEqual([7, 4, 0]);
    expect(targetRows(targets, 5)).toEqual([]);
  });
});
