import { type Recording, RecordingReader, type Store } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import type { StimulusFacts } from '../stimuli/stimulusFacts.js';

@ObjectType({ description: 'How often the highest output is the right class, measured here.', simpleResolvers: true })
export class Accuracy {
  @Field(() => Float, {
    nullable: true,
    description: 'Share of the held-out stimuli, 0 to 1, higher is better; null when there are none.',
  })
  readonly heldOut: number | null;
  @Field(() => Int, { description: 'Number of held-out stimuli.' })
  readonly heldOutCount: number;
  @Field(() => Float, {
    description: 'Share of all stimuli, those included that it was trained on, 0 to 1, higher is better.',
  })
  readonly overall: number;
  @Field(() => Int, { description: 'Number of all stimuli.' })
  readonly count: number;

  constructor(right: Uint8Array, heldOut: Uint8Array | null) {
    const outside = right.filter((_, stimulus) => heldOut?.[stimulus] === 1);
    const share = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    this.heldOut = outside.length === 0 ? null : share(outside);
    this.heldOutCount = outside.length;
    this.overall = share(right);
    this.count = right.length;
  }
}

export const AccuracyResult = createUnionType({
  name: 'AccuracyResult',
  description: 'An accuracy, or why there can be none, or the computation that does not have it yet.',
  types: () => [Accuracy, Unavailable, Computation] as const,
});

const measured = new WeakMap<Recording, Accuracy>();

/** Compares the highest output of each stimulus with its label; ties to the lowest class. */
export async function accuracyOf(
  recording: Recording,
  store: Store,
  labels: Int32Array,
  { heldOut }: StimulusFacts,
): Promise<Accuracy> {
  const known = measured.get(recording);
  if (known !== undefined) return known;
  const { units, stimuli } = recording;
  // Ten values a stimulus, or a thousand: small beside any hidden layer.
  const outputs = await new RecordingReader(recording, store).all();
  const right = Uint8Array.from({ length: stimuli }, (_, stimulus) => {
    let best = 0;
    for (let unit = 1; unit < units; unit++) {
      if ((outputs[unit * stimuli + stimulus] as number) > (outputs[best * stimuli + stimulus] as number)) best = unit;
    }
    return Number(best === labels[stimulus]);
  });
  const accuracy = new Accuracy(right, heldOut);
  measured.set(recording, accuracy);
  return accuracy;
}
