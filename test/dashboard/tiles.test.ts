import { describe, expect, it } from 'vitest';
import { pixelsOf } from '../../apps/dashboard/src/plots/canvasPainter';
import { CORRELATION_SCALE } from '../../apps/dashboard/src/plots/colourMap';
import { type BoxSummary, firstLevel, levelFor, nextLevel } from '../../apps/dashboard/src/plots/levels';
import { identity } from '../../apps/dashboard/src/plots/permutation';
import { Pyramid } from '../../apps/dashboard/src/plots/pyramid';
import { readCell } from '../../apps/dashboard/src/plots/readCell';
import { partOf, spanOf, viewOfPart } from '../../apps/dashboard/src/plots/tiledMatrix';
import { type Tile, Tiles } from '../../apps/dashboard/src/plots/tiles';
import type { Viewport } from '../../apps/dashboard/src/plots/viewport';
import { writeNpy } from '../../apps/dashboard/src/plots/writeNpy';

const [ROWS, COLUMNS] = [900, 700];
const values = Float32Array.from({ length: ROWS * COLUMNS }, (_, index) =>
  Math.floor(index / COLUMNS) === 5 || index % COLUMNS === 9 ? Number.NaN : Math.sin(index * 12.9898),
);
const matrix = { rows: ROWS, columns: COLUMNS, values };
const places = { rowUnits: identity(ROWS), columnUnits: identity(COLUMNS) };

/** What the server has of it, cut from reductions made here. */
function served(summary: BoxSummary): (name: string) => Promise<Tile> {
  const levels = [matrix, firstLevel(matrix, places, summary)];
  for (let level = 2; level <= 2; level++) levels.push(nextLevel(levels[level - 1] as never, summary));
  return async (name) => {
    const [level, row, column] = name.split('/').map(Number) as [number, number, number];
    const of = levels[level]!;
    const [rows, columns] = [Math.min(256, of.rows - row * 256), Math.min(256, of.columns - column * 256)];
    const cut = Float32Array.from(
      { length: rows * columns },
      (_, index) =>
        of.values[(row * 256 + Math.floor(index / columns)) * of.columns + column * 256 + (index % columns)]!,
    );
    return { rows, columns, values: cut };
  };
}

function tilesOf(summary: BoxSummary, fetchTile = served(summary)) {
  const [asked, failures]: [string[], string[]] = [[], []];
  const tiles = new Tiles(
    ROWS,
    COLUMNS,
    summary,
    (name) => {
      asked.push(name);
      return fetchTile(name);
    },
    ({ message }) => failures.push(message),
  );
  return { tiles, asked, failures };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const view = (row: number, column: number, scale: number): Viewport => ({
  row,
  column,
  scale,
  width: 300,
  height: 200,
});
const picture = (pyramid: Pyramid, shown: Viewport) => ({
  ...{ pyramid, view: shown, scale: CORRELATION_SCALE, theme: 'light' as const, density: 1 },
});

describe('a picture out of tiles', () => {
  it.each(['MEAN', 'STRONGEST'] as const)('is that of the whole matrix by %s, for any view', async (summary) => {
    const { tiles } = tilesOf(summary);
    expect(tiles.coarsest).toBe(2);
    const whole = new Pyramid(matrix, places, summary);
    for (const shown of [
      view(0, 0, 0.25),
      view(100, 37, 0.5),
      view(3.5, 2.25, 1),
      view(240.5, 250.75, 3),
      view(880, 690, 9),
    ]) {
      const span = spanOf(tiles, shown, 1);
      expect(span.level).toBe(Math.min(2, levelFor(shown.scale)));
      tiles.want(span);
      await settled();
      const part = picture(partOf(tiles, span), viewOfPart(shown, span));
      const [found, wanted] = [pixelsOf(part), pixelsOf(picture(whole, shown))];
      // Stripes begin elsewhere: only where something is live are the two alike.
      const apart = found.filter((byte, index) => byte !== wanted[index]).length;
      expect(apart / found.length).toBeLessThan(0.05);
    }
  });

  it('asks for what is in view and for what stands for all, each once', async () => {
    const { tiles, asked } = tilesOf('MEAN');
    const span = spanOf(tiles, view(200, 500, 2), 1);
    tiles.want(span);
    await settled();
    expect(asked).toEqual(['2/0/0', '0/0/1', '0/0/2', '0/1/1', '0/1/2']);
    tiles.want(span);
    await settled();
    expect(asked.length).toBe(5);
  });

  it('shows coarser boxes until finer ones come', async () => {
    const { tiles } = tilesOf('MEAN', (name) => (name.startsWith('2/') ? served('MEAN')(name) : new Promise(() => {})));
    const span = spanOf(tiles, view(0, 0, 1), 1);
    tiles.want(span);
    await settled();
    const coarse = nextLevel(firstLevel(matrix, places, 'MEAN'), 'MEAN');
    const { columns, values: drawn } = partOf(tiles, span).matrix;
    for (const [row, column] of [
      [0, 0],
      [17, 3],
      [150, 299],
    ] as const) {
      expect(drawn[row * columns + column]).toBe(coarse.values[(row >> 2) * coarse.columns + (column >> 2)]);
    }
  });

  it('asks again for what failed, and says so', async () => {
    let broken = true;
    const { tiles, asked, failures } = tilesOf('MEAN', async (name) => {
      if (broken) throw new Error(`no ${name}`);
      return served('MEAN')(name);
    });
    const span = spanOf(tiles, view(0, 0, 0.25), 1);
    tiles.want(span);
    await settled();
    expect([tiles.begun, failures]).toEqual([false, ['no 2/0/0']]);
    broken = false;
    tiles.want(span);
    await settled();
    expect([tiles.begun, asked]).toEqual([true, ['2/0/0', '2/0/0']]);
  });
});

describe('one cell of a file', () => {
  it('is read by its bytes alone, the header once', async () => {
    const file = new Uint8Array(writeNpy(values.subarray(0, 4200), [6, 700]));
    const ranges: string[] = [];
    const before = globalThis.fetch;
    globalThis.fetch = (async (_address: string, { headers }: { headers: { range: string } }) => {
      ranges.push(headers.range);
      const [start, last] = headers.range.slice(6).split('-').map(Number) as [number, number];
      return new Response(file.slice(start, last + 1), { status: 206 });
    }) as never;
    try {
      const headers = new Map<string, Promise<number>>();
      expect(await readCell('/a.npy', 4199, headers)).toBeNaN();
      expect(await readCell('/a.npy', 701, headers)).toBe(values[701]);
      expect(ranges.length).toBe(3);
    } finally {
      globalThis.fetch = before;
    }
  });
});
