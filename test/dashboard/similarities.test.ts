import { describe, expect, it } from 'vitest';
import { caveatsOf, collectCaveats } from '../../apps/dashboard/src/compare/layers/caveats';
import {
  MEASURE_FACTS,
  MEASURE_GROUPS,
  similarityMeasures,
} from '../../apps/dashboard/src/compare/layers/measureFacts';
import { onAlignmentAxis, readAlignment } from '../../apps/dashboard/src/compare/layers/readAlignment';
import { similaritiesCsv } from '../../apps/dashboard/src/compare/layers/similaritiesCsv';
import type { SimilarityRow } from '../../apps/dashboard/src/compare/layers/useSimilarities';

function row(measure: 'CKA_LINEAR' | 'RSA' | 'PROCRUSTES', caveats: string[]): SimilarityRow {
  const similarity = {
    __typename: 'Similarity' as const,
    ...{ measure, value: 0.5, range: [0, 1], direction: 'HIGHER_IS_MORE_ALIKE' as const, symmetric: true },
    ...{ caveats, samples: 100, dimensionsLeft: 3, dimensionsRight: 4 },
  };
  return { measure, similarity, baselines: {}, interval: undefined, price: null };
}

describe('the table of similarities', () => {
  it('has a place for every measure, once', () => {
    expect(new Set(similarityMeasures).size).toBe(similarityMeasures.length);
    expect([...similarityMeasures].sort()).toEqual(Object.keys(MEASURE_FACTS).sort());
    expect(MEASURE_GROUPS.every(({ measures }) => measures.length > 0)).toBe(true);
  });

  it('says what to bear in mind once, and marks each row that it is about', () => {
    const rows = [row('CKA_LINEAR', ['few']), row('RSA', ['few', 'some']), row('PROCRUSTES', [])];
    const caveats = collectCaveats(rows);
    expect(caveats).toEqual([
      { number: 1, text: 'few' },
      { number: 2, text: 'some' },
    ]);
    expect(rows.map((each) => caveatsOf(caveats, each).map(({ number }) => number))).toEqual([[1], [1, 2], []]);
  });

  it('is a CSV of what is there, and of why the rest is not', () => {
    const refused: SimilarityRow = {
      measure: 'RSA',
      similarity: { __typename: 'Unavailable', message: 'Too few samples.' },
      ...{ baselines: {}, interval: undefined, price: null },
    };
    const there: SimilarityRow = {
      ...row('CKA_LINEAR', ['few', 'some']),
      baselines: {
        PERMUTATION: { __typename: 'SimilarityBaseline', repeats: 19, mean: 0.1, best5Percent: 0.2, pValue: 0.05 },
        ROTATION: { __typename: 'Unavailable', message: 'No rotation changes it.' },
      },
      interval: { __typename: 'Interval', low: 0.4, high: 0.6, share: 0.95, method: 'bootstrap' },
    };
    const [, ...lines] = similaritiesCsv([
      there,
      refused,
      { measure: 'CCA', similarity: undefined, baselines: {}, interval: undefined, price: null },
    ])
      .trim()
      .split('\r\n');
    expect(lines).toEqual([
      'CKA_LINEAR,Linear CKA,0.5,0,1,HIGHER_IS_MORE_ALIKE,true,0.4,0.6,0.95,0.1,0.2,0.05,,,,19,100,3,4,few some',
      'RSA,RSA,,,,,,,,,,,,,,,,,,,Too few samples.',
      'CCA,Mean CCA,,,,,,,,,,,,,,,,,,,',
    ]);
  });
});

describe('is it only a rotation', () => {
  const read = (assignment: number, orthogonal: number, linear: number) =>
    readAlignment({ assignment, orthogonal, linear }, null);

  it('is read off the three numbers', () => {
    expect(read(0.3, 0.78, 0.8)).toMatch(
      /up to 0\.800; a rotation reaches 97\.5% of that, a new order of the units 37\.5%/,
    );
    expect(read(0.3, 0.78, 0.8)).toMatch(/much of the difference is a rotation/);
    expect(read(0.76, 0.78, 0.8)).toMatch(/share their very units/);
    expect(read(0.39, 0.4, 0.8)).toMatch(/stretched or mixed, not turned/);
    expect(read(0.2, 0.4, 0.8)).toMatch(/explains a part/);
    expect(read(0.1, 0.11, 0.12)).toMatch(/hardly share a space/);
  });

  it('says whether the axes are shared beyond the space, once it is known', () => {
    const numbers = { assignment: 0.6, orthogonal: 0.78, linear: 0.8 };
    expect(readAlignment(numbers, { mean: 0.5, percentile95: 0.52, pValue: 0.05 })).toMatch(
      /turned at random are matched to 0\.500.*\(p = 0\.05\).*shared beyond/,
    );
    expect(readAlignment(numbers, { mean: 0.62, percentile95: 0.64, pValue: 0.95 })).toMatch(
      /matched as well \(0\.620, p = 0\.95\)/,
    );
  });

  it('brings the mean of a matching to its axis', () => {
    expect(onAlignmentAxis(0.5, { matched: 8, left: 8, right: 8 })).toBe(0.5);
    expect(onAlignmentAxis(0.5, { matched: 4, left: 4, right: 16 })).toBe(0.25);
  });
});
