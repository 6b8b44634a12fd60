import { Field, ID, InterfaceType } from 'type-graphql';

@InterfaceType('Node', {
  description:
    'An object with a globally unique id, as Relay defines it. Ids are readable and stable: `network:alexnet-1`, ' +
    '`layer:alexnet-1/conv3`, `unit:alexnet-1/conv3/17`, `probe-set:digits`, `stimulus:digits/12`, ' +
    '`comparison:alexnet-1/conv3~alexnet-2/conv3~digits~all-positions`, `computation:` or `import:` and 64 hexadecimal digits.',
})
export abstract class Node {
  @Field(() => ID, {
    description: 'Unique over all types; the same after a restart, and for everybody who has the same networks.',
  })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}
