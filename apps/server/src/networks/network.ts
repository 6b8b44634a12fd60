import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';
import type { NetworkRecord } from '../catalog/records.js';
import { NetworkFormat } from '../enums.js';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import { Preprocessing } from './preprocessing.js';
import { InputKind } from './preprocessingEnums.js';

@ObjectType({
  implements: Node,
  description:
    'A trained model: its file, and the layers found in it; or only a name under which recorded activations came in.',
  simpleResolvers: true,
})
export class Network extends Node {
  @Field(() => String, { description: 'Short name, unique, as it stands in ids and addresses.' })
  readonly slug: string;
  @Field(() => String, { description: 'Name for people.' })
  readonly name: string;
  @Field(() => String, { nullable: true, description: 'What family of networks it is of; null when nobody said.' })
  readonly architecture: string | null;
  @Field(() => NetworkFormat, { description: 'What kind of file it is.' })
  readonly format: NetworkFormat;
  @Field(() => String, {
    description:
      "SHA-256 of the model's file, hexadecimal; where weights lie beside it, of the list of its files; of a recorded network, of its recordings.",
  })
  readonly digest: string;
  @Field(() => Float, { description: "Size of the model's files in bytes; of a recorded network, of its recordings." })
  readonly bytes: number;
  @Field(() => Float, { description: 'Number of trained parameters; 0 for a recorded network, of which nobody knows.' })
  readonly parameterCount: number;
  @Field(() => InputKind, { description: 'What it takes.' })
  readonly inputKind: InputKind;
  @Field(() => [Int], {
    description:
      'Extents of one input: channels, height, width; or features; or tokens, 0 where any number of them will do; empty for a recorded network.',
  })
  readonly inputShape: readonly number[];
  @Field(() => String, {
    nullable: true,
    description: 'Element type of the input in the file, for example `float32`; null where it was not kept.',
  })
  readonly inputType: string | null;
  @Field(() => [String], {
    description:
      'Other inputs, which are filled by rule: masks with 1, positions with 0, 1, 2, and so on, segments with 0.',
  })
  readonly filledInputs: readonly string[];
  @Field(() => Preprocessing, { description: 'How raw stimuli become its input.' })
  readonly preprocessing: Preprocessing;
  @Field(() => Int, { description: 'Units of all its layers together.' })
  readonly unitCount: number;
  @Field(() => GraphQLISODateTime, { description: 'When it came into this server.' })
  readonly importedAt: Date;
  @Field(() => Float, {
    nullable: true,
    description:
      'Share of held-out examples answered rightly, 0 to 1, as stated by those who trained it (its card); not measured here.',
  })
  readonly statedAccuracy: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'The training run that it is a checkpoint of; null where nobody said.',
  })
  readonly run: string | null;
  @Field(() => Float, {
    nullable: true,
    description:
      'After which step of that run it was kept: a whole number from 0, in whatever the run counts; null where nobody said.',
  })
  readonly step: number | null;

  constructor(readonly record: NetworkRecord) {
    super(idOf.network(record.slug));
    this.slug = record.slug;
    this.name = record.name;
    this.architecture = record.architecture;
    this.format = record.format;
    this.digest = record.digest;
    this.bytes = record.bytes;
    this.parameterCount = record.parameterCount;
    this.inputKind = record.input?.kind ?? (record.inputShape.length === 1 ? 'FEATURES' : 'IMAGE');
    this.inputShape = record.inputShape;
    this.inputType = record.input?.elementType ?? null;
    this.filledInputs = record.input?.filled ?? [];
    this.preprocessing = new Preprocessing(record.preprocessing, record.inputShape);
    this.unitCount = record.layers.reduce((sum, { units }) => sum + units, 0);
    this.importedAt = new Date(record.importedAt);
    this.statedAccuracy = record.statedAccuracy;
    this.run = record.run;
    this.step = record.step;
  }
}

export const NetworkConnection = connectionType('Network', () => Network, 'networks');
