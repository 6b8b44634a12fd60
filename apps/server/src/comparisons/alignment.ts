import type { Alignment as AlignmentValue } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import { caveatsOf } from './caveats.js';
import type { LayerPair } from './layerPair.js';

const AXIS =
  'The cosine between the right layer and the image of the left one, all standardised units together: 0 to 1, higher is more alike.';

@ObjectType({
  description:
    'Is it only a rotation? How alike two layers become when more and more may be done to the left one, on one axis: assignment <= orthogonal <= linear. Where orthogonal is near linear and assignment far below, the layers share a space but not its axes.',
  simpleResolvers: true,
})
export class Alignment {
  @Field(() => Float, { description: `When units may only change places, one to one. ${AXIS}` })
  readonly assignment: number;
  @Field(() => Float, { description: `When units may be rotated and mirrored together. ${AXIS}` })
  readonly orthogonal: number;
  @Field(() => Float, { description: `Under any linear map of the left layer onto the right one. ${AXIS}` })
  readonly linear: number;
  @Field(() => Float, { description: `Under any linear map of the right layer onto the left one. ${AXIS}` })
  readonly linearBack: number;
  @Field(() => [String], { description: 'What to bear in mind, one sentence each. Empty when nothing.' })
  readonly caveats: readonly string[];
  @Field(() => Float, { description: 'Samples that were used.' })
  readonly samples: number;
  @Field(() => Int, { description: 'Live units of the left layer.' })
  readonly dimensionsLeft: number;
  @Field(() => Int, { description: 'Live units of the right layer.' })
  readonly dimensionsRight: number;

  constructor(pair: LayerPair, value: AlignmentValue) {
    this.assignment = value.assignment;
    this.orthogonal = value.orthogonal;
    this.linear = value.linear;
    this.linearBack = value.linearBack;
    this.caveats = caveatsOf(pair, value);
    this.samples = value.samples;
    this.dimensionsLeft = value.leftDimensions;
    this.dimensionsRight = value.rightDimensions;
  }
}

export const AlignmentResult = createUnionType({
  name: 'AlignmentResult',
  description: 'An alignment, or why these layers have none, or the computation that does not have it yet.',
  types: () => [Alignment, Unavailable, Computation] as const,
});
