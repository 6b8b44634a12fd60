import type { StimulusArray } from '@unitgraph/analysis';
import { Field, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import type { ProbeSetRecord } from '../catalog/records.js';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import { ProbeSetSource } from './stimulusEnums.js';

@ObjectType({
  implements: Node,
  description: 'An ordered set of stimuli on which networks are recorded.',
  simpleResolvers: true,
})
export class ProbeSet extends Node {
  @Field(() => String, { description: 'Short name, unique, as it stands in ids and addresses.' })
  readonly slug: string;
  @Field(() => String, { description: 'Name for people.' })
  readonly name: string;
  @Field(() => String, {
    description: 'SHA-256 of the stimuli, their order included, hexadecimal. Labels are no part of it.',
  })
  readonly digest: string;
  @Field(() => Int, { description: 'Number of stimuli.' })
  readonly count: number;
  @Field(() => Int, { description: 'Number of stimuli that no network was trained on.' })
  readonly heldOutCount: number;
  @Field(() => [Int], {
    description: 'Extents of one stimulus: channels, height, width; or features, or tokens; empty without stimuli.',
  })
  readonly shape: readonly number[];
  @Field(() => Boolean, {
    description:
      'False where only digest and count are known, from an import of recorded activations: the pictures of its stimuli answer 404, and no network can be shown them.',
  })
  readonly hasStimuli: boolean;
  @Field(() => [String], {
    description: 'Names of the classes, in the order of the outputs of a network; empty without labels.',
  })
  readonly classes: readonly string[];
  @Field(() => String, { nullable: true, description: 'Who made it, and under which licence; null when nobody said.' })
  readonly credit: string | null;

  @Field(() => ProbeSetSource, {
    nullable: true,
    description: 'What it came as; null for examples, and where only its digest is known.',
  })
  readonly source: ProbeSetSource | null;
  @Field(() => [String], {
    description: 'What was done to make it, in words: sizes, channels, where labels are from. Empty for examples.',
  })
  readonly notes: readonly string[];
  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it came into this server; null where that was not kept.',
  })
  readonly importedAt: Date | null;

  constructor(readonly record: ProbeSetRecord) {
    super(idOf.probeSet(record.slug));
    this.slug = record.slug;
    this.name = record.name;
    this.digest = record.digest;
    this.count = record.count;
    this.heldOutCount = record.heldOutCount;
    this.shape = record.shape;
    this.hasStimuli = record.shape.length > 0;
    this.classes = record.classes;
    this.credit = record.credit;
    this.source = record.source ?? null;
    this.notes = record.notes ?? [];
    this.importedAt = record.importedAt == null ? null : new Date(record.importedAt);
  }

  /** As derivations name it. */
  get stimuli(): StimulusArray {
    return { blob: this.record.digest, count: this.count, shape: this.shape };
  }
}

export const ProbeSetConnection = connectionType('ProbeSet', () => ProbeSet, 'probe sets');
