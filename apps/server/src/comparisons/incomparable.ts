import { Field, ObjectType } from 'type-graphql';
import { IncomparableReason } from '../enums.js';
import { Layer } from '../layers/layer.js';

@ObjectType({
  description: 'Two layers that cannot be compared as asked, and why: never a number.',
  simpleResolvers: true,
})
export class Incomparable {
  @Field(() => IncomparableReason, { description: 'The reason, for programs.' })
  readonly reason: IncomparableReason;
  @Field(() => String, { description: 'The reason for people: names both sides and the way out.' })
  readonly message: string;
  @Field(() => Layer, { nullable: true, description: 'The left layer.' })
  readonly left: Layer | null;
  @Field(() => Layer, { nullable: true, description: 'The right layer; null where no layer at all was comparable.' })
  readonly right: Layer | null;

  constructor(reason: IncomparableReason, message: string, left: Layer | null, right: Layer | null) {
    this.reason = reason;
    this.message = message;
    this.left = left;
    this.right = right;
  }
}
