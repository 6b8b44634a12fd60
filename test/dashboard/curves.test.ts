import { describe, expect, it } from 'vitest';
import { toCsv } from '../../apps/dashboard/src/plots/csv';
import { nearestRank, valueSpan } from '../../apps/dashboard/src/plots/curve';
import { bandOf, depthSpan, meanLine } from '../../apps/dashboard/src/plots/depth';
import { partLabels } from '../../apps/dashboard/src/plots/labels';
import { areaPath, linePath } from '../../apps/dashboard/src/plots/path';
import { linearScale, rankTicks, ticks } from '../../apps/dashboard/src/plots/scale';

describe('scales', () => {
  it('map ends to ends and back', () => {
    const scale = linearScale([1, 96], [40, 600]);
    expect([scale(1), scale(96)]).toEqual([40, 600]);
    expect(scale.invert(scale(17))).toBeCloseTo(17);
  });

  it('map a domain of no width to the middle', () => {
    expect(linearScale([1, 1], [0, 10])(1)).toBe(5);
    expect(linearScale([1, 1], [0, 10]).invert(9)).toBe(1);
  });

  it('have round ticks within the domain', () => {
    expect(ticks(-0.2, 1, 6)).toEqual([-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(0, 0.35, 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(3, 3, 4)).toEqual([3]);
  });

  it('name the first and the last rank and crowd neither', () => {
    expect(rankTicks(1, 5)).toEqual([1]);
    expect(rankTicks(2, 5)).toEqual([1, 2]);
    expect(rankTicks(64, 5)).toEqual([1, 20, 40, 64]);
    for (const last of [3, 5, 9, 10, 31, 96, 100, 384, 4096]) {
      const found = rankTicks(last, 6);
      expect(found[0]).toBe(1);
      expect(found.at(-1)).toBe(last);
      expect(found).toEqual([...new Set(found)].sort((one, other) => one - other));
      expect(found.length).toBeLessThanOrEqual(9);
    }
  });
});

describe('paths', () => {
  it('are parted where there is no value', () => {
    expect(linePath([[0, 1], [2, 3], null, [4, 5]])).toBe('M0,1L2,3M4,5');
    expect(areaPath([[0, 4], null, [2, 4], [3, 4]], [[0, 1], null, [2, 1], [3, 2]])).toBe('M0,1L0,4ZM2,1L3,2L3,4L2,4Z');
    expect(linePath([]) + areaPath([], [])).toBe('');
  });
});

describe('curves', () => {
  const points = [1, 4, 7, 12].map((rank) => ({ rank }));

  it('give the point of the nearest rank', () => {
    expect([-3, 1, 2, 3, 5.5, 9.4, 9.6, 99].map((rank) => nearestRank(points, rank)!.rank)).toEqual([
      1, 1, 1, 4, 4, 7, 12, 12,
    ]);
    expect(nearestRank([], 3)).toBeNull();
  });

  it('span zero, their values and those of their baselines', () => {
    const curve = { rule: 'GREEDY' as const, points: [{ rank: 1, value: 0.72, source: 0, target: 0 }] };
    const band = { kind: 'PERMUTATION' as const, points: [{ rank: 1, low: -0.11, mean: 0, high: 0.2 }] };
    expect(valueSpan([curve], [])).toEqual([0, 0.8]);
    expect(valueSpan([curve], [band])).toEqual([-0.2, 0.8]);
    expect(valueSpan([], [])).toEqual([0, 0.1]);
  });

  it('of what has no sign span from zero to whatever the highest is', () => {
    const points = [1.62, -0.03].map((value, index) => ({ rank: index + 1, value, source: index, target: 0 }));
    expect(valueSpan([{ rule: 'GREEDY', points }], [], false)).toEqual([0, 1.7]);
  });
});

describe('depth', () => {
  it('takes means, lows and highs of what is there', () => {
    const lines = [
      [0.4, null, null],
      [0.2, 0.6, null],
    ];
    expect(meanLine(lines, 3).map((mean) => mean && Number(mean.toFixed(9)))).toEqual([0.3, 0.6, null]);
    expect(bandOf(lines, 3)).toMatchObject({ low: [0.2, 0.6, null], high: [0.4, 0.6, null] });
  });

  it('has a span before there is any value', () => {
    expect(depthSpan([], [])).toEqual([0, 0.6]);
  });
});

describe('labels', () => {
  it('stay put where there is room, and are parted where there is none', () => {
    expect(partLabels([{ y: 10 }, { y: 50 }], 14, 0, 100)).toEqual([10, 50]);
    expect(partLabels([{ y: 12 }, { y: 10 }], 14, 0, 100)).toEqual([24, 10]);
    expect(partLabels([{ y: 98 }, { y: 99 }], 14, 0, 100)).toEqual([86, 100]);
    const crowded = partLabels([{ y: 5 }, { y: 5 }, { y: 5 }], 14, 0, 20);
    expect(crowded).toEqual([0, 10, 20]);
  });
});

describe('CSV', () => {
  it('quotes what needs it and leaves out what is not there', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          { a: 'x, "y"', b: Number.NaN },
          { a: null, b: 0.1 },
        ],
      ),
    ).toBe('a,b\r\n"x, ""y""",\r\n,0.1\r\n');
  });
});
