import { decodeNpy } from '@unitgraph/analysis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderedMatrix } from '../../apps/server/dist/comparisons/tiles/orderedMatrix.js';
import { type RunningServer, startServer } from '../support/runningServer.js';

type Summary = 'mean' | 'strongest';
const SUMMARIES: readonly Summary[] = ['mean', 'strongest'];

/** Rows x columns of numbers from a seed, some far from zero, with a dead row and a dead column. */
function matrixOf(rows: number, columns: number) {
  const values = Float64Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    if (row === 3 || column === columns - 2) return Number.NaN;
    return Math.sin(index * 12.9898) * (index % 97 === 0 ? 1 : 0.1);
  });
  return {
    rows,
    columns,
    samples: 9,
    values,
    leftConditions: new Uint8Array(rows),
    rightConditions: new Uint8Array(columns),
  };
}

const scattered = (count: number) => Array.from({ length: count }, (_, index) => (index * 7919 + 5) % count);

/** All tiles of a level, put together. */
async function assembled(ordered: OrderedMatrix, summary: Summary, level: number) {
  const extent = ({ length }: readonly number[]) => Math.ceil(length / 2 ** level);
  const [rows, columns] = [extent(ordered.orders.rows), extent(ordered.orders.columns)];
  const values = new Float32Array(rows * columns).fill(42);
  for (let top = 0; top < rows; top += 256) {
    for (let left = 0; left < columns; left += 256) {
      const tile = await ordered.tile(summary, level, top / 256, left / 256);
      expect([tile?.rows, tile?.columns]).toEqual([Math.min(256, rows - top), Math.min(256, columns - left)]);
      tile?.values.forEach((value, index) => {
        const [row, column] = [Math.floor(index / tile.columns), index % tile.columns];
        values[(top + row) * columns + left + column] = value;
      });
    }
  }
  expect(await ordered.tile(summary, level, Math.ceil(rows / 256), 0)).toBeUndefined();
  expect(await ordered.tile(summary, level, 0, Math.ceil(columns / 256))).toBeUndefined();
  return { rows, columns, values };
}

describe('tiles of a matrix', () => {
  const matrix = matrixOf(700, 523);
  const orders = { rows: scattered(700), columns: scattered(523) };
  const ordered = new OrderedMatrix(matrix, orders);
  const shown = (row: number, column: number) => matrix.values[orders.rows[row]! * 523 + orders.columns[column]!]!;

  it('of level 0 are the matrix in its order, the same under both summaries', async () => {
    for (const summary of SUMMARIES) {
      const { values } = await assembled(ordered, summary, 0);
      const wanted = Float32Array.from(values, (_, index) => shown(Math.floor(index / 523), index % 523));
      expect(values.findIndex((value, index) => !Object.is(value, wanted[index]))).toBe(-1);
    }
  });

  it.each([1, 2])(
    'of level %i are its reductions by boxes of cells that live, and NaN where none does',
    async (level) => {
      const side = 2 ** level;
      const [mean, strongest] = await Promise.all(SUMMARIES.map((summary) => assembled(ordered, summary, level)));
      for (let box = 0; box < mean!.values.length; box++) {
        const [top, left] = [side * Math.floor(box / mean!.columns), side * (box % mean!.columns)];
        const cells: number[] = [];
        for (let row = top; row < Math.min(700, top + side); row++)
          for (let column = left; column < Math.min(523, left + side); column++) cells.push(shown(row, column));
        const live = cells.filter((value) => !Number.isNaN(value));
        if (live.length === 0) {
          if (!Number.isNaN(mean!.values[box]) || !Number.isNaN(strongest!.values[box])) expect(box).toBeNaN();
          continue;
        }
        const wanted = live.reduce((sum, value) => sum + value, 0) / live.length;
        if (Math.abs(mean!.values[box]! - wanted) > 1e-6) expect(mean!.values[box]).toBeCloseTo(wanted, 6);
        const furthest = Math.max(...live.map(Math.abs));
        if (Math.abs(strongest!.values[box]!) !== Math.fround(furthest)) expect(strongest!.values[box]).toBe(furthest);
        if (!live.some((value) => Math.fround(value) === strongest!.values[box]))
          expect(live).toContain(strongest!.values[box]);
      }
    },
  );

  it('end with the level that is in one tile, which keeps the single strongest cell in sight', async () => {
    expect(ordered.coarsest).toBe(2);
    expect(await ordered.tile('mean', 3, 0, 0)).toBeUndefined();
    const tile = await ordered.tile('strongest', 2, 0, 0);
    const furthest = matrix.values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
    const found = tile!.values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
    expect(found).toBe(Math.fround(furthest));
  });

  it('of a dead matrix, of one cell and of one row are there', async () => {
    const dead = { ...matrixOf(2, 3), values: new Float64Array(6).fill(Number.NaN) };
    const tile = await new OrderedMatrix(dead, { rows: [0, 1], columns: [2, 1, 0] }).tile('mean', 0, 0, 0);
    expect([...tile!.values]).toEqual(new Array(6).fill(Number.NaN));
    const row = { ...matrixOf(1, 600), values: Float64Array.from({ length: 600 }, (_, index) => index) };
    const reduced = await new OrderedMatrix(row, { rows: [0], columns: scattered(600).map((_, at) => at) }).tile(
      'mean',
      2,
      0,
      0,
    );
    expect([reduced!.rows, reduced!.columns, reduced!.values[149]]).toEqual([1, 150, 597.5]);
  });
});

describe('tiles over HTTP', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ environment: { UNITGRAPH_DASHBOARD: 'off' } });
  });
  afterAll(() => server.stop());

  interface Found {
    readonly npy: string;
    readonly tiles: string;
    readonly rowOrder: number[];
    readonly columnOrder: number[];
  }
  const matrix = async (order: string, left = 'conv1', right = 'conv2') => {
    const asked = `{ compare(left: "layer:alexnet-1/${left}", right: "layer:alexnet-2/${right}") { ... on LayerComparison {
      matrix(order: ${order}) { ... on Matrix { npy tiles rowOrder columnOrder } } } } }`;
    return (await server.query<{ compare: { matrix: Found } }>(asked, {}, { prefer: 'wait=60' })).compare.matrix;
  };
  const get = (path: string, headers: Record<string, string> = {}) => fetch(new URL(path, server.address), { headers });
  const arrayAt = async (path: string) => decodeNpy(new Uint8Array(await (await get(path)).arrayBuffer()));

  it.each(['ORIGINAL', 'BY_BEST', 'MATCHED', 'CLUSTERED'])('hold the matrix in the order %s', async (order) => {
    const { npy, tiles, rowOrder, columnOrder } = await matrix(order);
    const whole = await arrayAt(npy);
    const columns = whole.shape[1] as number;
    const tile = await arrayAt(`${tiles}/mean/0/0/0.npy`);
    expect(tile.shape).toEqual(whole.shape);
    const wanted = rowOrder.flatMap((row) => columnOrder.map((column) => whole.data[row * columns + column]));
    expect([...tile.data]).toEqual(wanted);
  });

  it('are immutable, and the same of a server that starts anew', async () => {
    const { tiles } = await matrix('MATCHED');
    const path = `${tiles}/strongest/0/0/0.npy`;
    const first = await get(path);
    expect(first.headers.get('cache-control')).toMatch(/immutable/);
    const tag = first.headers.get('etag') as string;
    expect((await get(path, { 'if-none-match': tag })).status).toBe(304);
    const bytes = await first.arrayBuffer();
    await server.stop({ keep: true });
    server = await startServer({ home: server.home, environment: { UNITGRAPH_DASHBOARD: 'off' } });
    const again = await get(path);
    expect(again.headers.get('etag')).toBe(tag);
    expect(Buffer.from(await again.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it('that are not there are 404, in words', async () => {
    const { tiles } = await matrix('MATCHED');
    const other = await matrix('MATCHED', 'conv3', 'conv3');
    const key = tiles.split('/')[2];
    const order = other.tiles.split('/').at(-1);
    const problems: [string, RegExp][] = [
      [`${tiles}/mean/1/0/0.npy`, /levels 0 to 0/],
      [`${tiles}/mean/0/1/0.npy`, /no tile 1\/0/],
      [`${tiles}/median/0/0/0.npy`, /mean or strongest/],
      [`${tiles}/mean/-1/0/0.npy`, /no index/],
      [`${tiles}/mean/99999999999/0/0.npy`, /no index/],
      [`${tiles}/mean/0/0/NaN.npy`, /no index/],
      [`/matrices/${key}/tiles/${order}/mean/0/0/0.npy`, /two other layers/],
      [`/matrices/${key}/tiles/constructor/mean/0/0/0.npy`, /no order/],
      [`/matrices/${key}/tiles/matched-${key}/mean/0/0/0.npy`, /no order/],
      [`/matrices/${'0'.repeat(64)}/tiles/original/mean/0/0/0.npy`, /no matrix/],
      [`/matrices/..%2f..%2fblobs/tiles/original/mean/0/0/0.npy`, /no matrix/],
    ];
    for (const [path, words] of problems) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(((await answer.json()) as { errors: { message: string }[] }).errors[0]?.message).toMatch(words);
      expect(answer.headers.get('cache-control')).toBeNull();
    }
  });
});
