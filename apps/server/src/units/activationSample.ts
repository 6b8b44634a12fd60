import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import { Stimulus } from '../stimuli/stimulus.js';

@ObjectType({ description: 'One sample: what the unit did, and the other one.', simpleResolvers: true })
export class ActivationPoint {
  @Field(() => Float, { description: 'Activation of the unit.' })
  readonly x: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Activation of the other unit on the same sample; null when none was asked for.',
  })
  readonly y: number | null;
  @Field(() => Stimulus, { description: 'The stimulus.' })
  readonly stimulus: Stimulus;
  @Field(() => [Int], {
    description: 'Row and column in the layer, or place of the token; empty without positions, and under MEAN and MAX.',
  })
  readonly position: readonly number[];

  constructor(x: number, y: number | null, stimulus: Stimulus, position: readonly number[]) {
    this.x = x;
    this.y = y;
    this.stimulus = stimulus;
    this.position = position;
  }
}

@ObjectType({
  description: 'Some samples of a recording, drawn without replacement, in the order of the recording.',
  simpleResolvers: true,
})
export class ActivationSample {
  @Field(() => [ActivationPoint], { description: 'The samples drawn.' })
  readonly points: readonly ActivationPoint[];
  @Field(() => Float, { description: 'Samples that the recording has.' })
  readonly total: number;
  @Field(() => Int, { description: 'Seed of the drawing: the same seed draws the same samples.' })
  readonly seed: number;

  constructor(points: readonly ActivationPoint[], total: number, seed: number) {
    this.points = points;
    this.total = total;
    this.seed = seed;
  }
}

export const ActivationSampleResult = createUnionType({
  name: 'ActivationSampleResult',
  description: 'Activations on some samples, or why there can be none, or the computation that does not have them yet.',
  types: () => [ActivationSample, Incomparable, Computation, Unavailable] as const,
});
