import { describe, expect, it } from 'vitest';
import { pixelsOf } from '../../apps/dashboard/src/plots/canvasPainter';
import { CORRELATION_SCALE, colourIndex, colourTable } from '../../apps/dashboard/src/plots/colourMap';
import { firstLevel, levelFor, nextLevel } from '../../apps/dashboard/src/plots/levels';
import { identity, inverse } from '../../apps/dashboard/src/plots/permutation';
import { Pyramid } from '../../apps/dashboard/src/plots/pyramid';
import { arrange, type UnitMatrix, valueAt } from '../../apps/dashboard/src/plots/unitMatrix';

function matrixOf(rows: number, columns: number, value: (row: number, column: number) => number): UnitMatrix {
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) values[row * columns + column] = value(row, column);
  }
  return { rows, columns, values };
}

const scattered = (count: number) => Int32Array.from(identity(count), (index) => (index * 7 + 3) % count);

describe('permutations', () => {
  it('are undone by their inverse', () => {
    const order = scattered(11);
    const places = inverse(order);
    expect(Array.from(order, (unit) => places[unit])).toEqual(Array.from(identity(11)));
  });

  it.each([[[0, 0, 1]], [[0, 3, 1]], [[0, -1, 1]], [[0, 0.5, 1]]])('refuse %j', (order) => {
    expect(() => inverse(order)).toThrow(RangeError);
  });
});

describe('reduced levels', () => {
  const matrix = matrixOf(7, 5, (row, column) => (row === 2 || column === 4 ? Number.NaN : row - column * 0.25));
  const places = { rowUnits: scattered(7), columnUnits: scattered(5) };

  it.each(['MEAN', 'STRONGEST'] as const)(
    'hold the %s of the live cells of each box, whatever the size and the order',
    (summary) => {
      const shown = arrange(matrix, places);
      let level = firstLevel(matrix, places, summary);
      for (; ; level = nextLevel(level, summary)) {
        expect([level.rows, level.columns]).toEqual([Math.ceil(7 / level.side), Math.ceil(5 / level.side)]);
        for (let row = 0; row < level.rows; row++) {
          for (let column = 0; column < level.columns; column++) {
            const cells = Array.from({ length: level.side ** 2 }, (_, index) =>
              valueAt(
                shown,
                row * level.side + Math.floor(index / level.side),
                column * level.side + (index % level.side) < 5 ? column * level.side + (index % level.side) : -1,
              ),
            ).filter((value) => !Number.isNaN(value));
            const mean = cells.reduce((sum, value) => sum + value, 0) / cells.length;
            const strongest = Math.max(...cells.map(Math.abs));
            const found = level.values[row * level.columns + column]!;
            if (cells.length === 0) expect(found).toBeNaN();
            else if (summary === 'MEAN') expect(found).toBeCloseTo(mean, 5);
            else expect(Math.abs(found)).toBeCloseTo(strongest, 5);
          }
        }
        if (level.rows === 1 && level.columns === 1) break;
      }
    },
  );

  it('are chosen so that a box is one to two pixels wide', () => {
    expect([3, 1, 0.99, 0.5, 0.49, 0.25].map(levelFor)).toEqual([0, 0, 1, 1, 2, 2]);
  });
});

describe('the picture', () => {
  const matrix = matrixOf(3, 2, (row, column) => (row === 1 ? Number.NaN : column === 0 ? 1 : -1));
  const picture = (columnUnits: number[], scale: number, side: number) => ({
    pyramid: new Pyramid(matrix, { rowUnits: identity(3), columnUnits: Int32Array.from(columnUnits) }),
    view: { row: 0, column: 0, scale, width: side, height: side },
    scale: CORRELATION_SCALE,
    theme: 'light' as const,
    density: 1,
  });
  const table = colourTable('light');
  const colourOf = (value: number) =>
    Array.from(table.subarray(colourIndex(value, CORRELATION_SCALE) * 4).subarray(0, 4));
  const pixel = (pixels: Uint8ClampedArray, width: number, x: number, y: number) =>
    Array.from(pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));

  it('shows each cell in its colour at its place, and nothing beside the matrix', () => {
    for (const [order, left] of [
      [[0, 1], 1],
      [[1, 0], -1],
    ] as const) {
      const pixels = pixelsOf(picture([...order], 4, 16));
      expect(pixel(pixels, 16, 1, 1)).toEqual(colourOf(left));
      expect(pixel(pixels, 16, 6, 10)).toEqual(colourOf(-left));
      expect(pixel(pixels, 16, 12, 1)).toEqual([0, 0, 0, 0]);
    }
  });

  it('marks dead units with stripes that are no colour of the map', () => {
    const pixels = pixelsOf(picture([0, 1], 4, 16));
    const drawn = new Set(Array.from({ length: 8 }, (_, x) => pixel(pixels, 16, x, 5).join()));
    expect(drawn.size).toBe(2);
    for (let index = 0; index < table.length; index += 4) {
      expect(drawn.has(Array.from(table.subarray(index, index + 4)).join())).toBe(false);
    }
  });

  it('averages what falls into one pixel', () => {
    expect(pixel(pixelsOf(picture([0, 1], 0.5, 2)), 2, 0, 0)).toEqual(colourOf(0));
  });
});
