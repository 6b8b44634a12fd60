import { ArgsType, Field, ID, Int } from 'type-graphql';
import { UnitCondition, UnitOrder } from '../enums.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';

@ArgsType()
export class RankingArguments extends RecordingArguments {
  @Field(() => UnitOrder, { description: 'What to sort by.' })
  readonly by!: UnitOrder;
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Highest first; units without a number come last either way.',
  })
  readonly descending!: boolean;
  @Field(() => UnitCondition, { nullable: true, description: 'Only units of this condition; all by default.' })
  readonly condition?: UnitCondition | null;
  @Field(() => ID, {
    nullable: true,
    description: 'A layer or a network: entries then carry their best partner there. BEST_MATCH needs it.',
  })
  readonly in?: string | null;
  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 500.' })
  readonly first!: number;
  @Field(() => String, { nullable: true, description: 'Cursor behind which to begin.' })
  readonly after?: string | null;
}
