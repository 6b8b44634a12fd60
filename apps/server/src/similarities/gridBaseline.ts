import { significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { BaselineChoice } from '../comparisons/layerPair.js';
import { Computation } from '../computations/computation.js';
import { BaselineKind } from '../enums.js';
import { byLength } from '../limits/cost.js';
import { Unavailable } from '../relay/unavailable.js';
import { TYPICAL_CELLS } from './similarityGrid.js';

/** What chance gives in one cell: the value of each repeat; null where there is nothing (yet). */
export type CellDraws = Float64Array | null;

@ObjectType({
  description:
    'What the same cells are when one side is made unrelated. Lists are row by row, as the values of the grid.',
  simpleResolvers: true,
})
export class SimilarityGridBaseline {
  @Field(() => BaselineKind, { description: 'What was made unrelated.' })
  readonly kind: BaselineKind;
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => [Float], {
    nullable: 'items',
    complexity: byLength(TYPICAL_CELLS),
    description:
      'Mean over the repeats of each cell, in the range and direction of the measure; null where it still computes, where no repeat gave a value, or where the cell has none.',
  })
  readonly means: readonly (number | null)[];
  @Field(() => [Float], {
    nullable: 'items',
    complexity: byLength(TYPICAL_CELLS),
    description:
      '(1 + repeats that are as alike or more) / (repeats + 1) of each cell: 0 to 1, lower means less likely to be chance. Of each cell by itself: among many, some are low by chance.',
  })
  readonly pValues: readonly (number | null)[];
  @Field(() => Int, { description: 'Cells that still compute.' })
  readonly pending: number;
  @Field(() => Computation, {
    nullable: true,
    description: 'The one computation of all that is missing; null when nothing is.',
  })
  readonly computation: Computation | null;

  /** @param sign 1 for a score, -1 for a distance, which is a score with its sign changed */
  constructor(
    { kind, repeats, seed }: BaselineChoice,
    sign: 1 | -1,
    values: readonly (number | null)[],
    draws: readonly CellDraws[],
    waiting: { readonly pending: number; readonly computation: Computation | null },
  ) {
    const found = values.map((value, place) => {
      const own = draws[place] ?? null;
      if (value === null || own === null || own.every(Number.isNaN)) return null;
      return significanceOf(
        sign * value,
        own.map((draw) => sign * draw),
      );
    });
    this.kind = kind;
    this.repeats = repeats;
    this.seed = seed;
    this.means = found.map((cell) => cell && sign * cell.mean);
    this.pValues = found.map((cell) => cell?.pValue ?? null);
    this.pending = waiting.pending;
    this.computation = waiting.computation;
  }
}

export const SimilarityGridBaselineResult = createUnionType({
  name: 'SimilarityGridBaselineResult',
  description: 'A baseline, or why the measure has none.',
  types: () => [SimilarityGridBaseline, Unavailable] as const,
});
