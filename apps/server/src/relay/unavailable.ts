import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Something that cannot be given, and why.', simpleResolvers: true })
export class Unavailable {
  @Field(() => String, { description: 'One line that names the reason and the way out.' })
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}
