import type { Correlation } from '@unitgraph/analysis';
import type { UnitOrders } from '../matrixOrdering.js';
import { firstLevel, type Level, nextLevel, type Summary } from './level.js';

/** Cells along the side of a tile. */
export const TILE_SIDE = 256;

/** A part of a level: float32, C order. */
export interface Tile {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** A matrix in one order with its reduced levels, each made when one of its tiles is first wanted. */
export class OrderedMatrix {
  readonly #levels = new Map<Summary, Promise<Level>[]>();

  constructor(
    readonly matrix: Correlation,
    readonly orders: UnitOrders,
  ) {}

  /** Bytes that its levels take at most: each a quarter of the one before, under both summaries. */
  get bytes(): number {
    return Math.ceil((this.matrix.values.length * 2 * 8) / 3);
  }

  /** The coarsest level: all of it is in one tile. */
  get coarsest(): number {
    const longest = Math.max(this.orders.rows.length, this.orders.columns.length, 1);
    return Math.max(0, Math.ceil(Math.log2(longest / TILE_SIDE)));
  }

  /** Undefined where there is no such tile. */
  async tile(summary: Summary, level: number, row: number, column: number): Promise<Tile | undefined> {
    if (level > this.coarsest) return undefined;
    const extentOf = (units: readonly number[]): number => Math.ceil(units.length / 2 ** level);
    const [height, width] = [extentOf(this.orders.rows), extentOf(this.orders.columns)];
    const [top, left] = [row * TILE_SIDE, column * TILE_SIDE];
    if (top >= height || left >= width) return undefined;
    const [rows, columns] = [Math.min(TILE_SIDE, height - top), Math.min(TILE_SIDE, width - left)];
    const values = new Float32Array(rows * columns);
    if (level === 0) this.#cells(values, top, left, columns);
    else {
      const reduced = await this.#level(summary, level);
      for (let at = 0; at < rows; at++) {
        const start = (top + at) * reduced.columns + left;
        values.set(reduced.values.subarray(start, start + columns), at * columns);
      }
    }
    return { rows, columns, values };
  }

  #cells(values: Float32Array, top: number, left: number, columns: number): void {
    const { rows: rowUnits, columns: columnUnits } = this.orders;
    for (let index = 0; index < values.length; index++) {
      const unit = rowUnits[top + Math.floor(index / columns)] as number;
      const other = columnUnits[left + (index % columns)] as number;
      values[index] = this.matrix.values[unit * this.matrix.columns + other] as number;
    }
  }

  #level(summary: Summary, level: number): Promise<Level> {
    const known = this.#levels.get(summary) ?? [];
    this.#levels.set(summary, known);
    while (known.length < level) {
      const last = known.at(-1);
      known.push(
        last === undefined
          ? firstLevel(this.matrix, this.orders, summary)
          : last.then((finer) => nextLevel(finer, summary)),
      );
    }
    return known[level - 1] as Promise<Level>;
  }
}
