import { describe, expect, it } from 'vitest';
import { cellAt, fitted, isFit, pan, resize, reveal, zoom } from '../../apps/dashboard/src/plots/viewport';

const extent = { rows: 40, columns: 80 };

describe('the view of a matrix', () => {
  it('fits the whole matrix, from the top left', () => {
    const view = fitted(extent, 400, 400);
    expect(view.scale).toBe(5);
    expect(view).toMatchObject({ row: 0, column: 0 });
    expect(cellAt(view, extent, 200, 250)).toBeNull();
    expect(cellAt(view, extent, 399, 199)).toEqual({ row: 39, column: 79 });
  });

  it('keeps what is under the pointer when it zooms', () => {
    const view = zoom(fitted(extent, 800, 400), extent, 3, 310, 170);
    expect(view.column + 310 / view.scale).toBeCloseTo(31);
    expect(view.row + 170 / view.scale).toBeCloseTo(17);
  });

  it('never leaves the matrix nor shrinks below it', () => {
    const view = zoom(fitted(extent, 800, 400), extent, 4, 0, 0);
    expect(pan(view, extent, 1e6, 1e6)).toMatchObject({ row: 0, column: 0 });
    expect(pan(view, extent, -1e6, -1e6)).toMatchObject({ row: 30, column: 60 });
    expect(isFit(zoom(view, extent, 1e-6, 9, 9), extent)).toBe(true);
  });

  it('stays whole, or stays where it is, in another size', () => {
    const whole = fitted(extent, 800, 400);
    expect(isFit(resize(whole, extent, 320, 160), extent)).toBe(true);
    const near = zoom(whole, extent, 4, 400, 200);
    const resized = resize(near, extent, 600, 300);
    expect(resized.scale).toBe(near.scale);
    expect(resized.column + 300 / resized.scale).toBeCloseTo(near.column + 400 / near.scale);
  });

  it('moves no further than needed to show a cell', () => {
    const near = zoom(fitted(extent, 800, 400), extent, 4, 0, 0);
    expect(reveal(near, extent, 5, 5)).toEqual(near);
    expect(reveal(near, extent, 12, 30)).toMatchObject({ row: 3, column: 11 });
  });
});
