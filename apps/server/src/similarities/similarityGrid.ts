import { Field, Float, Int, ObjectType } from 'type-graphql';
import { SIMILARITY_FACTS } from '../comparisons/similarityFacts.js';
import { Computation } from '../computations/computation.js';
import { SimilarityDirection, SimilarityMeasure } from '../enums.js';
import { byLength } from '../limits/cost.js';
import type { FilledGrid } from './fillGrid.js';
import type { PairGrid } from './pairGrid.js';

/** Cells of a matrix of the layers of two networks, for the cost. */
export const TYPICAL_CELLS = 256;
/** Cells that can have no value, where there are any. */
const TYPICAL_ABSENT = 16;

@ObjectType({ description: 'A cell that has no value and will get none, and why.', simpleResolvers: true })
export class AbsentCell {
  @Field(() => Int, { description: 'Its row, from 0.' })
  readonly row: number;
  @Field(() => Int, { description: 'Its column, from 0.' })
  readonly column: number;
  @Field(() => String, { description: 'Why, in one line that names the layers and the way out.' })
  readonly message: string;

  constructor(row: number, column: number, message: string) {
    this.row = row;
    this.column = column;
    this.message = message;
  }
}

@ObjectType({
  description:
    'Similarities in rows and columns. What is computed is there while the rest still computes: ask again until `pending` is 0.',
  simpleResolvers: true,
})
export class SimilarityGrid {
  @Field(() => SimilarityMeasure, { description: 'What the values measure.' })
  readonly measure: SimilarityMeasure;
  @Field(() => [Float], { description: 'The lowest and the highest value that the measure can have.' })
  readonly range: readonly number[];
  @Field(() => SimilarityDirection, { description: 'Which way the values point.' })
  readonly direction: SimilarityDirection;
  @Field(() => Boolean, {
    description: 'Whether the measure is the same with the sides exchanged. Else rows are its left side.',
  })
  readonly symmetric: boolean;
  @Field(() => Int, { description: 'Number of rows.' })
  readonly rowCount: number;
  @Field(() => Int, { description: 'Number of columns.' })
  readonly columnCount: number;
  @Field(() => [Float], {
    nullable: 'items',
    complexity: byLength(TYPICAL_CELLS),
    description:
      'The values row by row: entry row x columnCount + column. Null where it still computes, where `absent` says why there is none, and where a network would meet itself.',
  })
  readonly values: readonly (number | null)[];
  @Field(() => [AbsentCell], {
    complexity: byLength(TYPICAL_ABSENT),
    description: 'Cells that have no value and will get none. Empty when there are none.',
  })
  readonly absent: readonly AbsentCell[];
  @Field(() => Int, { description: 'Cells that still compute.' })
  readonly pending: number;
  @Field(() => Computation, {
    nullable: true,
    description: 'The one computation of all cells that are missing; null when none is.',
  })
  readonly computation: Computation | null;
  @Field(() => [String], {
    description:
      'What to bear in mind, one sentence each, of all the cells together: few samples, correlated samples, a subset of them, float32 sums. Empty when nothing.',
  })
  readonly caveats: readonly string[];

  constructor(
    readonly grid: PairGrid,
    filled: FilledGrid,
  ) {
    const { range, direction, symmetric } = SIMILARITY_FACTS[grid.measure];
    this.measure = grid.measure;
    this.range = range;
    this.direction = direction;
    this.symmetric = symmetric;
    this.rowCount = grid.rows;
    this.columnCount = grid.columns;
    this.values = filled.values;
    this.absent = filled.absent.map(({ row, column, message }) => new AbsentCell(row, column, message));
    this.pending = filled.pending;
    this.computation = filled.computation;
    this.caveats = filled.caveats;
  }
}
