import { ArgsType, Field, Float, Int } from 'type-graphql';
import { Linkage, SignRule } from '../enums.js';

/** How units are clustered, and where the tree is cut. */
@ArgsType()
export class ClusteringArguments {
  @Field(() => Linkage, { defaultValue: Linkage.AVERAGE, description: 'How far two clusters are from each other.' })
  readonly linkage!: Linkage;
  @Field(() => SignRule, { defaultValue: SignRule.ABSOLUTE, description: 'What a negative correlation counts for.' })
  readonly sign!: SignRule;
  @Field(() => Float, { defaultValue: 0, description: 'Correlations nearer to 0 than this count as 0: 0 to 1.' })
  readonly threshold!: number;
  @Field(() => Float, {
    defaultValue: 0.5,
    description: 'Where to cut, in the distance of the sign rule: merges up to here are made.',
  })
  readonly height!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Cut into so many clusters instead: 1 to the number of live units.',
  })
  readonly clusters?: number | null;
}
