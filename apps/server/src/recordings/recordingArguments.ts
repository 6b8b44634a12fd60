import { ArgsType, Field, ID } from 'type-graphql';
import { ReductionInput } from './reduction.js';

/** On what is recorded, and how. */
@ArgsType()
export class RecordingArguments {
  @Field(() => ID, {
    nullable: true,
    description: 'The probe set; by default the first one whose stimuli fit the input of the network.',
  })
  readonly probeSet?: string | null;
  @Field(() => ReductionInput, {
    nullable: true,
    description: 'How samples are made out of positions; ALL_POSITIONS by default.',
  })
  readonly reduction?: ReductionInput | null;
}
