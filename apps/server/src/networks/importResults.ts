import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { Network } from './network.js';

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
