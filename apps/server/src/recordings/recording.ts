import type { Recording as RecordingValue } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import { Url } from '../relay/url.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import type { ChosenRecording } from './chosenRecording.js';
import { Reduction } from './reduction.js';

@ObjectType({ description: "A layer's activations on a probe set.", simpleResolvers: true })
export class Recording {
  @Field(() => String, { description: 'Key of the values: where it is the same, so are they.' })
  readonly digest: string;
  @Field(() => Float, { description: 'Values that each unit has: stimuli times positions.' })
  readonly samples: number;
  @Field(() => Int, { description: 'Number of units.' })
  readonly unitCount: number;
  @Field(() => Reduction, { description: 'How samples were made out of positions.' })
  readonly reduction: Reduction;
  @Field(() => Int, { description: 'Files that it is kept in.' })
  readonly shards: number;
  @Field(() => Float, { description: 'Bytes of these files.' })
  readonly bytes: number;
  @Field(() => ProbeSet, { description: 'The stimuli that it was recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => Url, {
    description:
      'NumPy file of float32, samples x units, Fortran order. Samples go by stimulus, then row, then column. Immutable.',
  })
  readonly npy: string;

  constructor({ recording, reduction, probeSet }: ChosenRecording, value: RecordingValue) {
    this.digest = recording.key;
    this.samples = value.samples;
    this.unitCount = value.units;
    this.reduction = new Reduction(reduction);
    this.shards = value.shards.length;
    this.bytes = value.shards.reduce((sum, { bytes }) => sum + bytes, 0);
    this.probeSet = probeSet;
    this.npy = `/recordings/${recording.key}.npy`;
  }
}

export const RecordingResult = createUnionType({
  name: 'RecordingResult',
  description: 'A recording, or the computation that does not have it yet, or why there can be none.',
  types: () => [Recording, Computation, Unavailable] as const,
});
