import { describe, expect, it } from 'vitest';
import { allLayers, sharedLayers } from '../../apps/dashboard/src/convergence/chosenLayers';
import { segmentsOf } from '../../apps/dashboard/src/plots/stackedBars';
import { barEnd } from '../../apps/dashboard/src/universality/barEnd';
import type { Part } from '../../apps/dashboard/src/universality/countsDocument';
import { layerCounts, refusalsOf } from '../../apps/dashboard/src/universality/layerCounts';
import { standingsAmong } from '../../apps/dashboard/src/universality/standingLooks';
import { readChoice, USUAL_THRESHOLD, writeChoice } from '../../apps/dashboard/src/universality/universalityChoice';

describe('the address of the Universality page', () => {
  it('says only what is not usual, and is read back as it was', () => {
    const choice = readChoice(
      new URLSearchParams('threshold=0.25&scope=ANY_LAYER&found=SOME&order=BEST&layer=conv2&rule=GREEDY&walks=fc6'),
    );
    expect(choice).toEqual({
      threshold: 0.25,
      scope: 'ANY_LAYER',
      found: 'SOME',
      order: 'BEST',
      layer: 'conv2',
      rule: 'GREEDY',
      walks: 'fc6',
    });
    const written = writeChoice(choice);
    const params = new URLSearchParams(
      Object.entries(written).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    );
    expect(readChoice(params)).toEqual(choice);
    expect(Object.values(writeChoice(readChoice(new URLSearchParams()))).every((value) => value === null)).toBe(true);
  });

  it.each(['', ' ', 'high', '7', 'NaN', 'Infinity'])('takes the threshold %j for the usual one', (text) => {
    expect(readChoice(new URLSearchParams({ threshold: text })).threshold).toBe(USUAL_THRESHOLD);
  });

  it('takes zero for zero, and what makes no sense for what is usual', () => {
    const choice = readChoice(new URLSearchParams('threshold=0&found=NOWHERE&order=&rule=MUTUAL'));
    expect(choice).toMatchObject({ threshold: 0, found: 'ANY', order: 'EXCESS', rule: 'ASSIGNMENT' });
  });
});

function part(layer: string, slug: string, counts: object): Part {
  return {
    layer: {
      id: `layer:${slug}/${layer}`,
      name: layer,
      unitCount: 8,
      network: { id: `network:${slug}`, slug, name: slug },
    },
    counts,
  } as unknown as Part;
}

const found = (all: number, some: number, one: number, dead: number, mean: number | null) => ({
  __typename: 'UniversalityCounts',
  ...{ all, some, one, dead, others: 2, meanExcess: mean, meanBest: mean, meanRotated: mean },
  incomparable: [],
});

describe('the units of a layer in all networks together', () => {
  it('are counted together, and their means are over units', () => {
    const parts = [
      part('conv1', 'a', found(2, 3, 1, 2, 0.4)),
      part('conv1', 'b', found(1, 0, 1, 6, 0.1)),
      part('conv2', 'a', found(8, 0, 0, 0, 0.9)),
      part('conv1', 'c', { __typename: 'Computation', id: 'computation:1' }),
    ];
    const [first, second] = layerCounts(parts, ['conv1', 'conv2']);
    expect(first).toMatchObject({ layer: 'conv1', all: 3, some: 3, one: 2, dead: 8, known: 2, parts: 3 });
    expect(first!.excess).toBeCloseTo((6 * 0.4 + 2 * 0.1) / 8, 12);
    expect(second).toMatchObject({ all: 8, excess: 0.9 });
  });

  it('have no mean where none varies, or nothing is known yet', () => {
    const [dead, unknown] = layerCounts([part('x', 'a', found(0, 0, 0, 8, null))], ['x', 'y']);
    expect(dead).toMatchObject({ dead: 8, excess: null, best: null, rotated: null });
    expect(unknown).toMatchObject({ known: 0, parts: 0, excess: null });
  });

  it('name each reason for leaving something out once', () => {
    const without = { ...found(1, 0, 0, 0, 1), incomparable: [{ message: 'no such layer' }] };
    const refused = { __typename: 'Incomparable', message: 'other stimuli' };
    expect(refusalsOf([part('x', 'a', without), part('y', 'a', without), part('z', 'a', refused)])).toEqual([
      'no such layer',
      'other stimuli',
    ]);
  });

  it('are in both or in one where there are two networks', () => {
    expect(standingsAmong(2)).toEqual(['ALL', 'ONE']);
    expect(standingsAmong(3)).toEqual(['ALL', 'SOME', 'ONE']);
  });
});

describe('layers to choose from', () => {
  const network = (...names: string[]) => ({
    layers: { nodes: names.map((name) => ({ name, kind: 'CONVOLUTION' as const })) },
  });

  it('are those of any network, each once, where units are looked for in any layer', () => {
    const networks = [network('conv1', 'fc2'), network('stem', 'conv1')];
    expect(allLayers(networks).map(({ name }) => name)).toEqual(['conv1', 'fc2', 'stem']);
    expect(sharedLayers(networks).map(({ name }) => name)).toEqual(['conv1']);
    expect(allLayers([])).toEqual([]);
  });
});

describe('a bar', () => {
  it('is divided without gaps, and leaves out what is nothing', () => {
    const segments = segmentsOf({ label: 'conv1', values: [3, 0, 1] });
    expect(segments).toEqual([
      { series: 0, value: 3, start: 0, end: 0.75 },
      { series: 2, value: 1, start: 0.75, end: 1 },
    ]);
    expect(segmentsOf({ label: 'conv1', values: [0, 0] })).toEqual([]);
  });

  it('of shares ends at the lowest round one that holds all', () => {
    const of = (share: number, mean: number | null) => ({ share, baseline: { __typename: 'CyclesBaseline', mean } });
    expect(barEnd([of(0.04, 0.02), of(0.08, 0.1)])).toBe(0.1);
    expect(barEnd([of(0.04, 0.22)])).toBe(0.25);
    expect(barEnd([of(1, null)])).toBe(1);
    expect(barEnd([])).toBe(0.1);
  });
});
