import { significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { BaselineKind } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { caveatsOfBaseline } from './caveats.js';
import type { BaselineChoice } from './layerPair.js';
import type { Similarity } from './similarity.js';

@ObjectType({
  description: 'What the same similarity is when one side is made unrelated.',
  simpleResolvers: true,
})
export class SimilarityBaseline {
  @Field(() => BaselineKind, { description: 'What was made unrelated.' })
  readonly kind: BaselineKind;
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
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];

  constructor({ pair, value, direction }: Similarity, choice: BaselineChoice, draws: Float64Array) {
    const { kind, repeats, seed } = choice;
    // A distance is a score with its sign changed.
    const sign = direction === 'HIGHER_IS_MORE_ALIKE' ? 1 : -1;
    const significance = significanceOf(
      sign * value,
      draws.map((draw) => sign * draw),
    );
    this.kind = kind;
    this.repeats = repeats;
    this.seed = seed;
    this.mean = sign * significance.mean;
    this.best5Percent = sign * significance.percentile95;
    this.pValue = significance.pValue;
    this.caveats = caveatsOfBaseline(pair, choice);
  }
}

export const SimilarityBaselineResult = createUnionType({
  name: 'SimilarityBaselineResult',
  description: 'A baseline, or why the measure has none, or the computation that does not have it yet.',
  types: () => [SimilarityBaseline, Unavailable, Computation] as const,
});
