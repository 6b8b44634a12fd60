import { significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { SimilarityDirection } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';

@ObjectType({
  description: 'What the same similarity is when the stimuli of one side are shuffled: what chance gives.',
  simpleResolvers: true,
})
export class SimilarityBaseline {
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => Float, { description: 'Mean over the repeats, in the range and direction of the measure.' })
  readonly mean: number;
  @Field(() => Float, {
    description:
      'Only 5 % of the repeats are more alike than this: the 95th percentile of a score, the 5th of a distance.',
  })
  readonly best5Percent: number;
  @Field(() => Float, {
    description:
      '(1 + repeats that are as alike or more) / (repeats + 1): 0 to 1, lower means less likely to be chance.',
  })
  readonly pValue: number;

  constructor(
    { repeats, seed }: { readonly repeats: number; readonly seed: number },
    value: number,
    draws: Float64Array,
    direction: SimilarityDirection,
  ) {
    // A distance is a score with its sign changed.
    const sign = direction === 'HIGHER_IS_MORE_ALIKE' ? 1 : -1;
    const significance = significanceOf(
      sign * value,
      draws.map((draw) => sign * draw),
    );
    this.repeats = repeats;
    this.seed = seed;
    this.mean = sign * significance.mean;
    this.best5Percent = sign * significance.percentile95;
    this.pValue = significance.pValue;
  }
}

export const SimilarityBaselineResult = createUnionType({
  name: 'SimilarityBaselineResult',
  description: 'A baseline, or why the measure has none, or the computation that does not have it yet.',
  types: () => [SimilarityBaseline, Unavailable, Computation] as const,
});
