import { describe, expect, it } from 'vitest';
import { readChoice, reductionInput, writeChoice } from '../../apps/dashboard/src/compare/compareChoice';
import { sortedMatches } from '../../apps/dashboard/src/compare/sortedMatches';
import { usualLayers } from '../../apps/dashboard/src/compare/usualLayers';
import { chosenLayers, sharedLayers } from '../../apps/dashboard/src/convergence/chosenLayers';
import { chosenNetworks } from '../../apps/dashboard/src/convergence/chosenNetworks';
import { stepCell } from '../../apps/dashboard/src/plots/cellCursor';
import { stepCurve } from '../../apps/dashboard/src/plots/curveSteps';
import { stepDepth } from '../../apps/dashboard/src/plots/depth';
import { axisMarks } from '../../apps/dashboard/src/plots/heatmapAxis';

function network(slug: string, architecture: string, layers: [string, string][]) {
  return {
    id: `network:${slug}`,
    slug,
    name: slug,
    architecture,
    layers: {
      nodes: layers.map(([name, kind]) => ({
        id: `layer:${slug}/${name}`,
        name,
        kind: kind as 'CONVOLUTION' | 'DENSE',
        unitCount: 4,
        positions: [],
      })),
    },
  };
}

const alike: [string, string][] = [
  ['conv1', 'CONVOLUTION'],
  ['fc2', 'DENSE'],
];
const networks = [
  network('lone', 'Other', [['stem', 'CONVOLUTION']]),
  network('a-1', 'A', alike),
  network('a-2', 'A', alike),
];

describe('the address of a comparison', () => {
  it('says only what is not usual, and is read back as it was', () => {
    const choice = readChoice(
      new URLSearchParams('left=layer:a/x&right=layer:b/x&by=MUTUAL_INFORMATION&rule=GREEDY&source=12&target=0'),
    );
    expect(choice).toMatchObject({
      by: 'MUTUAL_INFORMATION',
      rule: 'GREEDY',
      order: 'MATCHED',
      opened: { source: 12, target: 0 },
    });
    const written = writeChoice(choice);
    expect(written).toMatchObject({
      by: 'MUTUAL_INFORMATION',
      order: null,
      reduction: null,
      probeSet: null,
      rule: 'GREEDY',
      source: '12',
    });
    const params = new URLSearchParams(
      Object.entries(written).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
    );
    expect(readChoice(params)).toEqual(choice);
  });

  it('takes what makes no sense for what is usual', () => {
    expect(
      readChoice(new URLSearchParams('rule=BEST&by=KENDALL&order=&reduction=sum&source=-1&target=2')),
    ).toMatchObject({
      rule: 'ASSIGNMENT',
      by: 'PEARSON',
      order: 'MATCHED',
      reduction: 'ALL_POSITIONS',
      opened: null,
    });
  });

  it('asks for positions only where the API takes them', () => {
    expect(reductionInput('ALL_POSITIONS')).toBeUndefined();
    expect(reductionInput('MEAN')).toEqual({ kind: 'MEAN' });
    expect(reductionInput('SAMPLED')).toMatchObject({ positions: expect.any(Number) });
  });
});

describe('what is shown when nothing was chosen', () => {
  it('is the first convolution of two networks that were built alike', () => {
    expect(usualLayers(networks)).toEqual({ left: 'layer:a-1/conv1', right: 'layer:a-2/conv1' });
    expect(usualLayers([])).toBeNull();
  });

  it('is the first group of at least two networks, and their convolutions', () => {
    const { chosen } = chosenNetworks(networks, null);
    expect(chosen.map(({ slug }) => slug)).toEqual(['a-1', 'a-2']);
    expect(chosenLayers(sharedLayers(chosen), null).map(({ name }) => name)).toEqual(['conv1']);
  });
});

describe('what is chosen by an address', () => {
  it('are networks by slug or id, and those that are not there are named', () => {
    const { chosen, unknown } = chosenNetworks(networks, 'network:a-2,lone,gone');
    expect(chosen.map(({ slug }) => slug)).toEqual(['lone', 'a-2']);
    expect(unknown).toEqual(['gone']);
    expect(sharedLayers(chosen)).toEqual([]);
  });

  it('are shared layers, in the order of depth', () => {
    const shared = sharedLayers(networks.slice(1));
    expect(chosenLayers(shared, 'fc2,conv1,gone').map(({ name }) => name)).toEqual(['conv1', 'fc2']);
  });
});

describe('sorting of matches', () => {
  const match = (rank: number, source: number, mutual: boolean) => ({
    rank,
    value: 1 / rank,
    mutual,
    source: { index: source },
    target: { index: 0 },
  });
  const matches = [match(1, 5, false), match(2, 1, true), match(3, 3, false)];

  it('goes by any column in both directions, ties by rank', () => {
    const ranks = (by: 'source' | 'mutual' | 'target', descending: boolean) =>
      sortedMatches(matches, { by, descending }).map(({ rank }) => rank);
    expect(ranks('source', false)).toEqual([2, 3, 1]);
    expect(ranks('mutual', true)).toEqual([2, 1, 3]);
    expect(ranks('target', true)).toEqual([1, 2, 3]);
  });
});

describe('the keys', () => {
  it('walk over cells and stop at the border', () => {
    const extent = { rows: 5, columns: 30 };
    expect(stepCell({ row: 4, column: 3 }, extent, 'ArrowDown', false)).toEqual({ row: 4, column: 3 });
    expect(stepCell({ row: 4, column: 3 }, extent, 'ArrowRight', true)).toEqual({ row: 4, column: 13 });
    expect(stepCell({ row: 4, column: 3 }, extent, 'End', false)).toEqual({ row: 4, column: 29 });
    expect(stepCell({ row: 4, column: 3 }, extent, 'a', false)).toBeNull();
  });

  it('walk along curves and between them, at the nearest rank', () => {
    const points = (ranks: number[]) => ranks.map((rank) => ({ rank, value: 0, source: rank, target: 0 }));
    const curves = [
      { rule: 'GREEDY' as const, points: points([1, 2, 3]) },
      { rule: 'MUTUAL' as const, points: points([1, 2]) },
    ];
    const first = stepCurve(curves, null, 'ArrowRight');
    expect(first).toMatchObject({ rule: 'GREEDY', point: { rank: 1 } });
    const last = stepCurve(curves, first, 'End');
    expect(stepCurve(curves, last, 'ArrowDown')).toMatchObject({ rule: 'MUTUAL', point: { rank: 2 } });
    expect(stepCurve([], null, 'ArrowRight')).toBeNull();
  });

  it('walk along pairs and through the values of a layer', () => {
    const point = (key: string, layer: number, value: number) => ({
      rule: 'GREEDY' as const,
      key,
      label: key,
      layer,
      value,
    });
    const points = [point('a', 0, 0.5), point('a', 1, 0.3), point('b', 0, 0.6), point('b', 1, 0.2)];
    expect(stepDepth(points, points[0]!, 'ArrowRight')).toBe(points[1]);
    expect(stepDepth(points, points[0]!, 'ArrowUp')).toBe(points[2]);
    expect(stepDepth(points, points[2]!, 'ArrowUp')).toBe(points[2]);
    expect(stepDepth(points, null, 'ArrowUp')).toBe(points[0]);
  });
});

describe('marks of an axis', () => {
  it('name each place where there is room, else every 2nd, 5th, 10th', () => {
    const places = (scale: number, first = 0) => axisMarks(first, 100, scale, 1000, 20).map(({ place }) => place);
    expect(places(25)).toEqual([0, 1, 2, 3]);
    expect(places(10)).toEqual([0, 2, 4, 6, 8]);
    expect(places(1)).toEqual([0, 20, 40, 60, 80]);
    expect(places(25, 4.8)).toEqual([5, 6, 7, 8]);
  });
});
