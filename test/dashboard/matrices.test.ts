import { describe, expect, it } from 'vitest';
import { comparePath } from '../../apps/dashboard/src/address/paths.js';
import { sidesOf } from '../../apps/dashboard/src/convergence/sidesOf.js';
import { drawnGrid } from '../../apps/dashboard/src/grids/drawnGrid.js';
import { readGridChoice, writeGridChoice } from '../../apps/dashboard/src/grids/gridChoice.js';
import { measureGroups, usualMeasure } from '../../apps/dashboard/src/grids/measures.js';
import { absencesOf, meanChance, spanOf } from '../../apps/dashboard/src/plots/cellGrid.js';
import { cellGridCsv, cellGridValues } from '../../apps/dashboard/src/plots/cellGridCsv.js';
import { cellWords } from '../../apps/dashboard/src/plots/cellWords.js';
import { fromHex, linear } from '../../apps/dashboard/src/plots/colour.js';
import { CORRELATION_SCALE, colourIndex, colourTable } from '../../apps/dashboard/src/plots/colourMap.js';
import { colourPlace, inkOn } from '../../apps/dashboard/src/plots/gridColours.js';
import { gridCellAt, gridLayout, shortened } from '../../apps/dashboard/src/plots/gridLayout.js';

const things = (...names: string[]) => names.map((name) => ({ name, title: `${name} of A` }));

const answer = {
  __typename: 'SimilarityGrid' as const,
  measure: 'CKA_LINEAR' as const,
  range: [0, 1],
  direction: 'HIGHER_IS_MORE_ALIKE' as const,
  values: [0.9, null, 0.2, null, 0.5, 0.4],
  absent: [{ row: 1, column: 0, message: 'They do not pair up.' }],
  pending: 1,
  caveats: [],
  computation: null,
};
const axes = {
  rows: things('a', 'b'),
  columns: things('x', 'y', 'z'),
  rowTitle: 'layers of A',
  columnTitle: 'layers of B',
};

describe('the cells of a matrix', () => {
  const grid = drawnGrid(axes, answer, null);

  it('have a value, or compute, or say why they have none', () => {
    expect(grid.cells.map(({ state }) => state)).toEqual(['VALUE', 'PENDING', 'VALUE', 'ABSENT', 'VALUE', 'VALUE']);
    expect(cellWords(grid, { row: 0, column: 0 })).toBe('a of A with x of A: Linear CKA 0.900');
    expect(cellWords(grid, { row: 1, column: 0 })).toBe('b of A with x of A: no value. They do not pair up.');
    expect(cellWords(grid, { row: 0, column: 1 })).toBe('a of A with y of A: not computed yet');
    expect(spanOf(grid)).toEqual([0.2, 0.9]);
    expect(absencesOf(grid)).toEqual({ count: 1, reasons: ['They do not pair up.'] });
    expect(spanOf({ ...grid, cells: [] })).toBeNull();
  });

  it('leave out where a network would meet itself, and only there', () => {
    const both = things('n', 'm');
    const own = drawnGrid(
      { ...axes, rows: both, columns: both },
      { ...answer, values: [null, 0.5, null, null], absent: [] },
      null,
    );
    expect(own.cells.map(({ state }) => state)).toEqual(['SELF', 'VALUE', 'PENDING', 'SELF']);
  });

  it('stand beside what chance gives, where that is known', () => {
    const chance = {
      __typename: 'SimilarityGridBaseline' as const,
      repeats: 19,
      means: [0.1, null, 0.2, null, null, 0.3],
      pValues: [0.05, null, 0.5, null, null, 0.05],
      pending: 1,
      computation: null,
    };
    const beside = drawnGrid(axes, answer, chance);
    expect(meanChance(beside)).toBeCloseTo(0.2, 12);
    expect(cellWords(beside, { row: 0, column: 0 })).toMatch(/0\.900, chance gives 0\.100 \(p 0\.05\)$/);
    expect(meanChance(grid)).toBeNull();
    expect(meanChance(drawnGrid(axes, answer, { __typename: 'Unavailable', message: 'none' }))).toBeNull();
  });

  it('go out as they are, nothing where there is no value', () => {
    expect(cellGridCsv(grid)).toBe('row,x,y,z\r\na,0.9,,0.2\r\nb,,0.5,0.4\r\n');
    expect([...cellGridValues(grid)]).toEqual([0.9, Number.NaN, 0.2, Number.NaN, 0.5, 0.4]);
  });
});

describe('the colours of a matrix', () => {
  it('are the stronger the more alike, whichever way the numbers point', () => {
    const score = { low: 0, high: 1, direction: 'HIGHER_IS_MORE_ALIKE' as const };
    const distance = { low: 0, high: Math.PI / 2, direction: 'LOWER_IS_MORE_ALIKE' as const };
    expect([0, 0.25, 1].map((value) => colourPlace(value, score))).toEqual([0, 0.25, 1]);
    expect(colourPlace(0, distance)).toBe(1);
    expect(colourPlace(Math.PI / 2, distance)).toBe(0);
    expect(colourPlace(0.3, distance)).toBeGreaterThan(colourPlace(0.4, distance));
  });

  it('have paper at the zero of a score that may be negative, and never divide by nothing', () => {
    const signed = { low: -1, high: 1, direction: 'HIGHER_IS_MORE_ALIKE' as const };
    expect([-1, 0, 0.5].map((value) => colourPlace(value, signed))).toEqual([-1, 0, 0.5]);
    expect(colourPlace(-0.1, { ...signed, low: -0.1, high: 0.4 })).toBeCloseTo(-0.25, 12);
    expect(colourPlace(0.5, { ...signed, low: 0.5, high: 0.5 })).toBe(1);
  });

  it.each(['light', 'dark'] as const)('can be read on, in the %s theme', (theme) => {
    const table = colourTable(theme);
    const luminance = ([red, green, blue]: readonly number[]) =>
      0.2126 * linear(red!) + 0.7152 * linear(green!) + 0.0722 * linear(blue!);
    for (let place = -1; place <= 1; place += 0.05) {
      const start = colourIndex(place, CORRELATION_SCALE) * 4;
      const paper = luminance([...table.subarray(start, start + 3)].map((byte) => byte / 255));
      const ink = luminance(fromHex(inkOn(table, place)));
      const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
      expect(contrast, `${place}`).toBeGreaterThan(4);
    }
  });
});

describe('the layout of a matrix', () => {
  const square = (count: number, name = 'conv1') => {
    const all = Array.from({ length: count }, (_, index) => ({ name: `${name}${index}`, title: `${index}` }));
    return { rows: all, columns: all };
  };

  it('fits the width that there is, and finds each cell again', () => {
    for (const width of [300, 326, 596, 1300]) {
      for (const grid of [square(2), square(8), square(14, 'stage1.block2.conv')]) {
        const layout = gridLayout(grid, width);
        expect(layout.left + layout.cell * grid.columns.length).toBeLessThanOrEqual(width);
        expect(layout.width).toBe(width);
        const [row, column] = [grid.rows.length - 1, 1];
        const middle = (place: number) => (place + 0.5) * layout.cell;
        expect(gridCellAt(layout, grid, layout.left + middle(column), layout.top + middle(row))).toEqual({
          row,
          column,
        });
        expect(gridCellAt(layout, grid, layout.left - 1, layout.top + 1)).toBeNull();
        expect(gridCellAt(layout, grid, layout.left + 1, layout.legend)).toBeNull();
      }
    }
  });

  it('grows beyond it rather than hide cells, writes where there is room, and shortens names from the front', () => {
    expect(gridLayout(square(60), 300).width).toBeGreaterThan(300);
    expect(gridLayout(square(8), 600).written).toBe(true);
    expect(gridLayout(square(14), 326).written).toBe(false);
    expect(shortened('stage1.block2', 20)).toBe('stage1.block2');
    expect(shortened('stage1.block2', 7)).toBe('…block2');
  });
});

describe('the choices of a matrix in the address', () => {
  const read = (text: string) => readGridChoice(new URLSearchParams(text), 'layers');

  it('ask for nothing before somebody does', () => {
    expect(read('')).toEqual({ by: null, view: 'MAP', chance: false, stretched: false });
    expect(read('networksBy=RSA').by).toBeNull();
  });

  it('are what was written, and what is usual is left out', () => {
    const choice = { by: 'PROCRUSTES', view: 'TABLE', chance: true, stretched: true } as const;
    const written = writeGridChoice(choice, 'layers');
    expect(read(new URLSearchParams(written as Record<string, string>).toString())).toEqual(choice);
    expect(writeGridChoice({ view: 'MAP', chance: false, stretched: false }, 'layers')).toEqual({
      layersAs: null,
      layersChance: null,
      layersColours: null,
    });
  });

  it('fall back where an address names what there is not', () => {
    expect(read('layersBy=NONSENSE&layersAs=PIE')).toMatchObject({ by: usualMeasure, view: 'MAP' });
  });

  it('offer every measure once', () => {
    const offered = measureGroups.flatMap(({ choices }) => choices.map(({ value }) => value));
    expect(new Set(offered).size).toBe(13);
    expect(offered.length).toBe(13);
  });

  it('name two networks, else the first two chosen, else one with itself', () => {
    const [a, b, c] = [{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }];
    const all = [a, b, c];
    expect(sidesOf(all, [b, c], null)).toEqual({ left: b, right: c });
    expect(sidesOf(all, [b, c], 'a,b')).toEqual({ left: a, right: b });
    expect(sidesOf(all, [b, c], 'a,a')).toEqual({ left: a, right: a });
    expect(sidesOf(all, [b, c], 'gone,a')).toEqual({ left: b, right: a });
    expect(sidesOf(all, [], null)).toEqual({ left: a, right: a });
    expect(sidesOf([], [], null)).toBeNull();
  });

  it('lead to the comparison with the same samples', () => {
    expect(comparePath('layer:a/conv1', 'layer:b/conv2', { reduction: 'MEAN', view: 'LAYERS' })).toBe(
      '/compare?left=layer:a/conv1&right=layer:b/conv2&reduction=MEAN&view=LAYERS',
    );
  });
});
