import { ArgsType, Field, Float, ID, Int } from 'type-graphql';
import { ClusteringArguments } from '../comparisons/clusteringArguments.js';
import { MatchRule, Measure } from '../enums.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { ReductionInput } from '../recordings/reduction.js';

@ArgsType()
export class CorrelatesArguments extends RecordingArguments {
  @Field(() => ID, { nullable: true, description: 'A layer or a network to look in; all other networks by default.' })
  readonly in?: string | null;
  @Field(() => Int, { defaultValue: 5, description: 'How many partners, 1 to 500.' })
  readonly first!: number;
  @Field(() => Measure, { defaultValue: Measure.PEARSON, description: 'What makes two units alike.' })
  readonly by!: Measure;
}

@ArgsType()
export class UnitMatchArguments extends RecordingArguments {
  @Field(() => ID, { description: 'The layer in which the partner is; all its units look for partners together.' })
  readonly in!: string;
  @Field(() => MatchRule, { defaultValue: MatchRule.ASSIGNMENT, description: 'How partners are chosen.' })
  readonly rule!: MatchRule;
  @Field(() => Measure, { defaultValue: Measure.PEARSON, description: 'What makes two units alike.' })
  readonly by!: Measure;
}

@ArgsType()
export class UnitPairArguments extends RecordingArguments {
  @Field(() => ID, { description: 'The other unit, which may be of the same layer.' })
  readonly with!: string;
  @Field(() => Measure, { defaultValue: Measure.PEARSON, description: 'What makes two units alike.' })
  readonly by!: Measure;
}

@ArgsType()
export class ActivationsArguments extends RecordingArguments {
  @Field(() => ID, { nullable: true, description: 'Another unit, for the same samples of both.' })
  readonly with?: string | null;
  @Field(() => Int, { defaultValue: 500, description: 'Samples at most, 1 to 2,000.' })
  readonly limit!: number;
  @Field(() => Int, { defaultValue: 0, description: 'Seed of the drawing, 0 or more.' })
  readonly seed!: number;
}

@ArgsType()
export class PredictorsArguments extends RecordingArguments {
  @Field(() => ID, { description: 'The layer whose units predict it, which may be its own.' })
  readonly in!: string;
  @Field(() => Float, {
    nullable: true,
    description:
      'Penalty on the sum of absolute weights, 0.00001 to 1; higher leaves fewer units. By default the highest on its path under which 90 % of the variance that all units explain together is explained.',
  })
  readonly penalty?: number | null;
}

@ArgsType()
export class ClusterMatesArguments extends ClusteringArguments implements RecordingArguments {
  @Field(() => ID, { description: 'The other layer whose units are clustered with those of its own.' })
  readonly in!: string;
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
