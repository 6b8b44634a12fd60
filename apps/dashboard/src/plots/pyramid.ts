import { type BoxSummary, firstLevel, type Level, nextLevel } from './levels';
import type { MatrixPlaces, UnitMatrix } from './unitMatrix';

/** A matrix in one order with its reduced levels, each made when a picture first needs it. */
export class Pyramid {
  private readonly levels: Level[] = [];

  constructor(
    readonly matrix: UnitMatrix,
    readonly places: MatrixPlaces,
    readonly summary: BoxSummary = 'MEAN',
  ) {}

  /** Level 1 has boxes of 2 x 2 cells, level 2 of 4 x 4 … Beyond the coarsest level, which is one box, that one. */
  level(index: number): Level {
    while (this.levels.length < index) {
      const last = this.levels.at(-1);
      if (last && last.rows === 1 && last.columns === 1) return last;
      this.levels.push(last ? nextLevel(last, this.summary) : firstLevel(this.matrix, this.places, this.summary));
    }
    return this.levels[index - 1]!;
  }
}
