import type { Recording } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';

@ObjectType({ description: 'What the units of a layer do, taken together.', simpleResolvers: true })
export class LayerSummary {
  @Field(() => Float, { description: 'Values that each unit has: stimuli times positions.' })
  readonly samples: number;
  @Field(() => Int, { description: 'Units that vary.' })
  readonly live: number;
  @Field(() => Int, { description: 'Units that are zero on every sample.' })
  readonly dead: number;
  @Field(() => Int, { description: 'Units that have one value other than zero on every sample.' })
  readonly constant: number;
  @Field(() => Float, { description: "Mean over all units of the unit's mean activation." })
  readonly meanActivation: number;
  @Field(() => Float, { description: 'Mean over all units of the share of samples that are exactly zero, 0 to 1.' })
  readonly meanZeroShare: number;

  constructor({ units, moments, conditions }: Recording) {
    const count = (condition: number): number => conditions.reduce((sum, each) => sum + Number(each === condition), 0);
    const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
    this.samples = moments.count;
    this.live = count(0);
    this.dead = count(1);
    this.constant = count(2);
    this.meanActivation = sum(moments.mean) / units;
    this.meanZeroShare = sum(moments.zeros) / (units * moments.count);
  }
}

export const LayerSummaryResult = createUnionType({
  name: 'LayerSummaryResult',
  description: 'A summary of a layer, or the computation that does not have it yet, or why there can be none.',
  types: () => [LayerSummary, Computation, Unavailable] as const,
});
