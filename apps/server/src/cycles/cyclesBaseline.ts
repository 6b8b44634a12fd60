import { significanceOf } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { numberOrNull } from '../comparisons/matchBaseline.js';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';

@ObjectType({
  description:
    'The share of units that return when the units of every network but the first are mixed by a random rotation, each by its own: what shared subspaces give without shared units.',
  simpleResolvers: true,
})
export class CyclesBaseline {
  @Field(() => Int, { description: 'Number of repeats.' })
  readonly repeats: number;
  @Field(() => Int, { description: 'Seed of the random numbers.' })
  readonly seed: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Mean share over the repeats, 0 to 1; null where no unit varies.',
  })
  readonly mean: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '95th percentile of the share over the repeats, 0 to 1; null where no unit varies.',
  })
  readonly percentile95: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '(1 + repeats that reach the share) / (repeats + 1): 0 to 1, lower means that more returns than shared subspaces explain; null where no unit varies.',
  })
  readonly pValue: number | null;

  constructor(
    { repeats, seed }: { readonly repeats: number; readonly seed: number },
    share: number | null,
    draws: Float64Array,
  ) {
    const { mean, percentile95, pValue } = significanceOf(share ?? Number.NaN, draws);
    this.repeats = repeats;
    this.seed = seed;
    this.mean = numberOrNull(mean);
    this.percentile95 = numberOrNull(percentile95);
    this.pValue = share === null ? null : pValue;
  }
}

export const CyclesBaselineResult = createUnionType({
  name: 'CyclesBaselineResult',
  description: 'A baseline, or why the measure has none, or the computation that does not have it yet.',
  types: () => [CyclesBaseline, Unavailable, Computation] as const,
});
