import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Files that were removed because nothing needs them any more.', simpleResolvers: true })
export class FreedSpace {
  @Field(() => Int, { description: 'How many.' })
  readonly files: number;
  @Field(() => Float, { description: 'Their bytes together.' })
  readonly bytes: number;

  constructor(files: number, bytes: number) {
    this.files = files;
    this.bytes = bytes;
  }
}
