import { paddedSamples } from './bandPlan.js';
import type { BestLists } from './bestLists.js';
import { ColumnHits } from './columnHits.js';
import { SCANNED } from './screeningKernel.js';
import { seedColumns, seedRow } from './seeds.js';
import type { Workspace } from './workspace.js';

/** Units of one side: which they are in their layer, and the roots of their sums of squares. */
export interface SearchedUnits {
  readonly units: Int32Array;
  readonly roots: Float64Array;
}

/** Some rows of products: those of the left's units `first` to `first + rows.units.length` in the band, with all of the tile. */
export interface SearchedProducts {
  readonly products: Float32Array;
  /** Place in the band of the first row. */
  readonly first: number;
  readonly rows: SearchedUnits;
  readonly columns: SearchedUnits;
  /** How far a product may be from the value that counts. */
  readonly error: number;
}

/**
 * Looks through products for partners that may be among the best, and puts those that are, by their values in float64, into the lists. Why
 * none is missed is told at `screeningError`.
 */
export class TileSearch {
  readonly #hits: { score: number; column: number }[] = [];
  readonly #columnHits = new ColumnHits();

  constructor(
    readonly workspace: Workspace,
    readonly lists: { readonly rows: BestLists; readonly columns: BestLists },
    /** Whether both sides are of one layer, and so the lists the same ones. */
    readonly itself: boolean,
  ) {}

  /** @param bothWays whether columns look among the rows as well; where they are of one layer and meet again, they do not */
  search(searched: SearchedProducts, bothWays: boolean): void {
    const { rows, columns, products, first } = searched;
    const { rowCuts, columnCuts, found, kernel } = this.workspace;
    const [height, width] = [rows.units.length, columns.units.length];
    const stride = Math.ceil(width / SCANNED) * SCANNED;
    this.#cutRows(searched, stride);
    this.#cutColumns(searched, stride, bothWays);
    for (let row = 0; row < height; row++) {
      const from = products.byteOffset + 4 * stride * row;
      const end = kernel.scan(
        ...([from, from + 4 * stride, columnCuts.byteOffset, rowCuts.byteOffset + 4 * row, found.byteOffset] as const),
      );
      const groups = (end - found.byteOffset) / 4;
      if (groups === 0) continue;
      const unit = rows.units[row] as number;
      const rowCut = rowCuts[row] as number;
      this.#hits.length = 0;
      for (let group = 0; group < groups; group++) {
        const start = ((found[group] as number) - from) / 4;
        const last = Math.min(start + SCANNED, width);
        for (let column = start; column < last; column++) {
          const score = products[stride * row + column] as number;
          if (this.itself && columns.units[column] === unit) continue;
          if (score > rowCut) this.#hits.push({ score, column });
          if (score > (columnCuts[column] as number)) this.#columnHits.add(row, column, score);
        }
      }
      this.#takeRow(searched, row, first + row);
    }
    this.#columnHits.forEach(width, (column, hitRows, scores) => this.#takeColumn(searched, column, hitRows, scores));
    this.#columnHits.clear();
  }

  #takeRow({ rows, columns, error }: SearchedProducts, row: number, place: number): void {
    const hits = this.#hits;
    if (hits.length > 1) hits.sort((a, b) => b.score - a.score);
    const [unit, root] = [rows.units[row] as number, rows.roots[row] as number];
    const x = this.workspace.left.wideRow(place);
    for (const { score, column } of hits) {
      if (score < cutOf(this.lists.rows.lowest(unit), error)) break;
      const value = this.#value(x, column, root * (columns.roots[column] as number));
      this.lists.rows.offer(unit, columns.units[column] as number, value);
    }
  }

  /** @param hitRows best score first */
  #takeColumn(
    { rows, columns, error, first }: SearchedProducts,
    column: number,
    hitRows: readonly number[],
    scores: readonly number[],
  ): void {
    const [unit, root] = [columns.units[column] as number, columns.roots[column] as number];
    for (const [index, row] of hitRows.entries()) {
      if ((scores[index] as number) < cutOf(this.lists.columns.lowest(unit), error)) break;
      const value = this.#value(this.workspace.left.wideRow(first + row), column, root * (rows.roots[row] as number));
      this.lists.columns.offer(unit, rows.units[row] as number, value);
    }
  }

  /** The correlation in float64: the same for two units however they are met. */
  #value(x: number, column: number, scale: number): number {
    const { kernel, right, samples } = this.workspace;
    const sum = kernel.dot(x, x + 8 * paddedSamples(samples), right.wideRow(column));
    // Rounding may carry a perfect correlation past 1.
    return Math.max(-1, Math.min(1, sum / scale));
  }

  #cutRows({ products, rows, columns, error }: SearchedProducts, stride: number): void {
    const { rowCuts } = this.workspace;
    const { kept } = this.lists.rows;
    for (let row = 0; row < rows.units.length; row++) {
      const lowest = this.lists.rows.lowest(rows.units[row] as number);
      // A unit meets itself at most once: one more is asked of the others.
      const seed = Number.isFinite(lowest)
        ? Number.NEGATIVE_INFINITY
        : seedRow(products.subarray(stride * row, stride * row + columns.units.length), kept + Number(this.itself));
      rowCuts[row] = below(Math.max(cutOf(lowest, error), cutOfSeed(seed, error)));
    }
  }

  #cutColumns({ products, rows, columns, error }: SearchedProducts, stride: number, bothWays: boolean): void {
    const { columnCuts } = this.workspace;
    columnCuts.fill(Number.POSITIVE_INFINITY);
    if (!bothWays) return;
    const lowest = Array.from(columns.units, (unit) => this.lists.columns.lowest(unit));
    const seeds = lowest.every(Number.isFinite)
      ? undefined
      : seedColumns(products, rows.units.length, stride, this.lists.columns.kept);
    for (const [column, value] of lowest.entries())
      columnCuts[column] = below(
        Math.max(cutOf(value, error), cutOfSeed(seeds?.[column] ?? Number.NEGATIVE_INFINITY, error)),
      );
  }
}

/** Scores below belong to none of the best, of which the last one has this value. Values are not below -1, so that one of -1 cuts nothing. */
function cutOf(lowest: number, error: number): number {
  return lowest > -1 ? lowest - error : Number.NEGATIVE_INFINITY;
}

/** The same, where as many as are kept have at least this score; their values are at most 1. */
function cutOfSeed(seed: number, error: number): number {
  return cutOf(Math.min(1, seed - error), error);
}

/** A float32 below: of it, none at or above the cut is lost by rounding. */
function below(cut: number): number {
  return cut - 2 ** -22;
}
