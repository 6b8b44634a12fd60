import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeNpy } from '@unitgraph/analysis';
import { afterAll, describe, expect, it } from 'vitest';
// @ts-expect-error plain JavaScript
import { compareResults } from '../../benchmarks/wholePair/agreement.mjs';
// @ts-expect-error plain JavaScript
import { writeRecordings } from '../../benchmarks/wholePair/recordings.mjs';
// @ts-expect-error plain JavaScript
import { tableOf } from '../../benchmarks/wholePair/table.mjs';

const folder = mkdtempSync(join(tmpdir(), 'unitgraph-pair-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function recordings(seed: number) {
  writeRecordings(folder, { samples: 1500, units: 40, seed });
  return ['left', 'right'].map((side) => {
    const { data, shape } = decodeNpy(readFileSync(join(folder, `${side}.npy`)), side);
    expect(shape).toEqual([1500, 40]);
    return Float32Array.from(data as Float32Array);
  });
}

describe('recordings for the benchmark of a pair', () => {
  it('are rectified, seeded, silent about as often as said, and have units without variance', () => {
    const [left, right] = recordings(5);
    expect(recordings(5)).toEqual([left, right]);
    expect(recordings(6)).not.toEqual([left, right]);
    const units = Array.from({ length: 40 }, (_, unit) => (left as Float32Array).filter((_, at) => at % 40 === unit));
    const silent = units.map((values) => values.filter((value) => value === 0).length / 1500);
    expect(Math.min(...(left as Float32Array))).toBe(0);
    const live = silent.filter((share) => share < 1);
    expect(Math.min(...live)).toBeGreaterThan(0.2);
    expect(Math.max(...live)).toBeLessThan(0.95);
    expect([...(right as Float32Array).filter((_, at) => at % 40 === 39)].every((value) => value === 2.5)).toBe(true);
  });
});

describe('agreement of two sides', () => {
  const results = () => ({ Pearson: [[0.5, null]], clustering: [0.1, 0.7], SVCCA: { mean: 0.4, kept: [3, 4] } });

  it('is silent where they agree, and names the stages where they do not', () => {
    expect(() => compareResults(results(), results())).not.toThrow();
    const off = { ...results(), clustering: [0.1, 0.7001] };
    expect(() => compareResults(off, results())).toThrow(/clustering: relative error/);
    expect(() => compareResults(off, results())).not.toThrow(/SVCCA/);
  });

  it('asks for every stage that the other side has', () => {
    expect(() => compareResults({ Pearson: results().Pearson }, results())).toThrow(/clustering.*\n.*SVCCA/);
  });
});

describe('table of a benchmark', () => {
  const round = (ours: number, usual: number, tuned: number) => ({
    product: { stages: { one: { seconds: ours }, two: { seconds: 1 } } },
    python: {
      stages: Object.fromEntries(
        ['one', 'two'].map((name) => [name, { usual, tuned, 'usual way': 'plain', 'tuned way': 'clever' }]),
      ),
      others: {},
    },
  });

  it('takes ratios round by round, and of all stages from their sums', () => {
    const { stages } = tableOf([round(1, 10, 4), round(2, 16, 2), round(4, 16, 12)]);
    const [one, , , all] = stages;
    expect(one).toMatchObject({ ours: 2, usual: { seconds: 16, ratio: 8 }, tuned: { seconds: 4, ratio: 3 } });
    expect(all).toMatchObject({ name: 'all', ours: 3, usual: { ratio: 10 }, tuned: { ratio: 4 } });
  });

  it('stands without the other side', () => {
    const { stages, text } = tableOf([{ product: round(1, 1, 1).product, python: undefined }]);
    expect(stages[0]).toEqual({ name: 'one', ours: 1 });
    expect(text).toMatch(/one +1\.00 s/);
  });
});
