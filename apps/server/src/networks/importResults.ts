import { createUnionType, Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { Network } from './network.js';

@InputType({
  description:
    'A network to bring in. Its input is (raw value x scale - mean) / deviation, mean and deviation per channel.',
})
export class ImportNetworkInput {
  @Field(() => String, { description: 'Digest that `POST /blobs` answered for the uploaded model file (ONNX).' })
  readonly file!: string;
  @Field(() => String, {
    description: 'Short name, unique: letters, digits, dots, underscores and hyphens, 64 at most.',
  })
  readonly slug!: string;
  @Field(() => String, { nullable: true, description: 'Name for people; the slug by default.' })
  readonly name?: string | null;
  @Field(() => String, { nullable: true, description: 'What family of networks it is of.' })
  readonly architecture?: string | null;
  @Field(() => Float, { defaultValue: 1, description: 'Factor of raw values.' })
  readonly scale!: number;
  @Field(() => [Float], {
    nullable: true,
    description: 'Subtracted after scaling, one number a channel; 0 by default.',
  })
  readonly mean?: number[] | null;
  @Field(() => [Float], { nullable: true, description: 'Divided by at last, one number a channel; 1 by default.' })
  readonly deviation?: number[] | null;
}

@ObjectType({ description: 'Something that was refused: what is wrong, and the way out.', simpleResolvers: true })
export class Refused {
  @Field(() => String, { description: 'What is wrong.' })
  readonly message: string;
  @Field(() => String, { description: 'What to do about it.' })
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    this.message = message;
    this.remedy = remedy;
  }
}

export const ImportNetworkResult = createUnionType({
  name: 'ImportNetworkResult',
  description: 'The network that was brought in, or why it was not.',
  types: () => [Network, Refused] as const,
});

@ObjectType({ description: 'Something is removed from the catalog.', simpleResolvers: true })
export class RemoveResult {
  @Field(() => ID, { description: 'Id of what was removed.' })
  readonly removedId: string;

  constructor(removedId: string) {
    this.removedId = removedId;
  }
}

@ObjectType({ description: 'The examples are there again.', simpleResolvers: true })
export class RestoreExamplesResult {
  @Field(() => [Network], { description: 'All networks of the examples.' })
  readonly networks: readonly Network[];

  constructor(networks: readonly Network[]) {
    this.networks = networks;
  }
}
