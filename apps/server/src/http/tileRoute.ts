import { type Correlation, encodeNpy } from '@unitgraph/analysis';
import type { Request, Response } from 'express';
import { orderingOfName, type UnitOrders } from '../comparisons/matrixOrdering.js';
import { SUMMARIES, type Summary } from '../comparisons/tiles/level.js';
import { OrderedMatrices } from '../comparisons/tiles/orderedMatrices.js';
import { OrderedMatrix } from '../comparisons/tiles/orderedMatrix.js';
import type { Services } from '../context.js';
import { HttpProblem } from './httpProblem.js';
import { answeredFromCache, immutableBytes, sendImmutable } from './immutable.js';
import { matrixOfKey } from './matrixRoute.js';

type Names = 'key' | 'order' | 'summary' | 'level' | 'row' | 'column';
type Asked = { readonly [Name in Names]: string };

/** `/matrices/<key>/tiles/<order>/<summary>/<level>/<row>/<column>.npy`: see `Matrix.tiles`. */
export function tileRoute(services: Services): (request: Request<Asked>, response: Response) => Promise<void> {
  const matrices = new OrderedMatrices();
  return async (request, response) => {
    const { key, order, summary, ...numbers } = request.params;
    if (!isSummary(summary)) {
      throw new HttpProblem(404, `${summary.slice(0, 40)} is no way to reduce a matrix: ${SUMMARIES.join(' or ')}.`);
    }
    const [level, row, column] = [numbers.level, numbers.row, numbers.column].map(indexOf) as [number, number, number];
    const matrix = await matrixOfKey(services, key);
    const ordering = await orderingOfName(services, order);
    if (ordering === undefined) {
      throw new HttpProblem(404, `There is no order ${order.slice(0, 80)} (any more). Ask \`matrix\` of a comparison.`);
    }
    const name = `${key}-${order}`;
    const ordered = matrices.of(name, () => new OrderedMatrix(matrix, ordersThatFit(ordering.of(matrix), matrix)));
    const tile = await ordered.tile(summary, level, row, column);
    if (tile === undefined) {
      const extent = `${matrix.rows} x ${matrix.columns} cells, and levels 0 to ${ordered.coarsest}`;
      throw new HttpProblem(404, `There is no tile ${row}/${column} of level ${level}: the matrix has ${extent}.`);
    }
    const tag = `${name}-${summary}-${level}-${row}-${column}`;
    if (answeredFromCache(request, response, tag)) return;
    const file = encodeNpy('<f4', [tile.rows, tile.columns], tile.values);
    await sendImmutable(request, response, immutableBytes(tag, 'application/octet-stream', file));
  };
}

function isSummary(text: string): text is Summary {
  return (SUMMARIES as readonly string[]).includes(text);
}

function indexOf(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new HttpProblem(404, `${text.slice(0, 40)} is no index of a tile or level: whole numbers from 0.`);
}

/** An order goes with the matrix of its own two layers alone. */
function ordersThatFit(orders: UnitOrders, { rows, columns }: Correlation): UnitOrders {
  const fits = (units: readonly number[], count: number): boolean =>
    units.length === count && units.every((unit) => unit < count);
  if (fits(orders.rows, rows) && fits(orders.columns, columns)) return orders;
  throw new HttpProblem(404, 'That order is of two other layers. Ask `matrix` of a comparison for the address.');
}
