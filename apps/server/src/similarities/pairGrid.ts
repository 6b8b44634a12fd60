import { type Derivation, type LayerSimilarity, togetherOf } from '@unitgraph/analysis';
import type { Incomparable } from '../comparisons/incomparable.js';
import { LayerPair } from '../comparisons/layerPair.js';
import { SIMILARITY_FACTS } from '../comparisons/similarityFacts.js';
import type { SimilarityMeasure } from '../enums.js';

/** What stands in one cell: the pairs of layers whose mean it is. None where a thing meets itself and it would say nothing. */
export type GridCell = readonly (LayerPair | Incomparable)[];

/** Things against things under one measure, before anything of it is computed. */
export class PairGrid {
  constructor(
    /** In words, for people. */
    readonly title: string,
    readonly measure: SimilarityMeasure,
    readonly rows: number,
    readonly columns: number,
    /** Row by row. */
    readonly cells: readonly GridCell[],
    /** Whether rows and columns are the same things, so that half of the cells say all under a symmetric measure. */
    readonly mirrored: boolean,
  ) {}

  /** The cell that says what stands in this place. */
  at(row: number, column: number): GridCell {
    const turned = this.mirrored && column < row && SIMILARITY_FACTS[this.measure].symmetric;
    return this.cells[turned ? column * this.columns + row : row * this.columns + column] ?? [];
  }

  /** What is made of each place, row by row. */
  mapCells<Result>(make: (cell: GridCell, row: number, column: number) => Result): Result[] {
    return Array.from({ length: this.rows * this.columns }, (_, place) => {
      const [row, column] = [Math.floor(place / this.columns), place % this.columns];
      return make(this.at(row, column), row, column);
    });
  }

  /** Every pair that has to be compared for some of the places, once; for all of them by default. */
  pairs(wanted: (place: { row: number; column: number }) => boolean = () => true): LayerPair[] {
    const all = this.mapCells((cell, row, column) => (wanted({ row, column }) ? cell : [])).flat();
    return [...new Set(all.filter((pair) => pair instanceof LayerPair))];
  }

  /** All that has to be computed, as one. */
  get together(): Derivation {
    return togetherOf(
      this.title,
      this.pairs().map((pair) => similarityOf(pair, this.measure)),
    );
  }
}

const known = new WeakMap<LayerPair, Map<SimilarityMeasure, Derivation<LayerSimilarity>>>();

/** The similarity of a pair: the same object for the same question, since its key costs some hashes. */
export function similarityOf(pair: LayerPair, measure: SimilarityMeasure): Derivation<LayerSimilarity> {
  const ofPair = known.get(pair) ?? new Map<SimilarityMeasure, Derivation<LayerSimilarity>>();
  known.set(pair, ofPair);
  const similarity = ofPair.get(measure) ?? pair.similarity(measure);
  ofPair.set(measure, similarity);
  return similarity;
}
