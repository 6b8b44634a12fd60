import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { StimuliSummary } from '../compute/protocol.js';
import { Refused } from '../networks/importResults.js';
import { ProbeSet } from './probeSet.js';
import { ProbeSetSource } from './stimulusEnums.js';

export const ImportProbeSetResult = createUnionType({
  name: 'ImportProbeSetResult',
  description:
    'The probe set that was brought in, or is there already; or the import that goes on, which the same mutation is asked for again once it is done; or why it cannot be.',
  types: () => [ProbeSet, Computation, Refused] as const,
});

@ObjectType({ description: 'Sizes that images of a file have.', simpleResolvers: true })
export class StimulusSizes {
  @Field(() => Int, { description: 'How many different ones.' })
  readonly count!: number;
  @Field(() => [Int], { description: 'Height and width of the one of fewest pixels.' })
  readonly smallest!: readonly number[];
  @Field(() => [Int], { description: 'Height and width of the one of most pixels.' })
  readonly largest!: readonly number[];
}

@ObjectType({ description: 'A class, and how often it occurs.', simpleResolvers: true })
export class ClassCount {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => Int, { description: 'Stimuli of it.' })
  readonly count!: number;
}

@ObjectType({
  description: 'What a file of stimuli holds, found by looking through it; nothing was kept.',
  simpleResolvers: true,
})
export class StimuliInspection {
  @Field(() => ProbeSetSource, { description: 'What it is.' })
  readonly source: ProbeSetSource;
  @Field(() => Int, { description: 'Number of stimuli.' })
  readonly count: number;
  @Field(() => [Int], {
    nullable: true,
    description:
      'Extents of one stimulus: channels, height, width; or features, or tokens. Null where images have several sizes: say with `resize` what to make of them.',
  })
  readonly shape: readonly number[] | null;
  @Field(() => StimulusSizes, { nullable: true, description: 'Sizes of images; null for what is none.' })
  readonly sizes: StimulusSizes | null;
  @Field(() => Float, { description: 'Bytes that the stimuli take here.' })
  readonly bytes: number;
  @Field(() => [ClassCount], { description: 'The classes in their order, the first 500; empty without labels.' })
  readonly classes: readonly ClassCount[];
  @Field(() => Int, { description: 'Number of classes; 0 without labels.' })
  readonly classCount: number;
  @Field(() => [String], { description: 'Files or lines of the first stimuli; empty for arrays.' })
  readonly names: readonly string[];
  @Field(() => [String], { description: 'What would be done with it, in words.' })
  readonly notes: readonly string[];

  constructor({ source, count, shape, sizes, bytes, classes, perClass, names, notes }: StimuliSummary) {
    this.source = source;
    this.count = count;
    this.shape = shape;
    this.sizes = sizes;
    this.bytes = bytes;
    this.classes = classes.slice(0, 500).map((name, place) => ({ name, count: perClass[place] ?? 0 }));
    this.classCount = classes.length;
    this.names = names ?? [];
    this.notes = notes;
  }
}

export const InspectProbeSetResult = createUnionType({
  name: 'InspectProbeSetResult',
  description: 'What a file of stimuli holds, or why it cannot be read.',
  types: () => [StimuliInspection, Refused] as const,
});
