import { Field, Float, GraphQLISODateTime, ObjectType } from 'type-graphql';
import type { ComputationRecord } from '../compute/computationRecord.js';
import { ComputationState } from '../enums.js';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import { Estimate } from './estimate.js';

@ObjectType({
  implements: Node,
  description:
    'Work that is not finished, or was: what it is, how far, and why it failed. Fields answer with it when their value is not there within the wait limit (header `Prefer: wait=SECONDS`, 20 by default, 300 at most); the work goes on, even when nobody waits any more.',
  simpleResolvers: true,
})
export class Computation extends Node {
  @Field(() => ComputationState, { description: 'How it stands.' })
  readonly state: ComputationState;
  @Field(() => String, {
    description:
      'Kind of the value, as `recording`, `profile`, `correlation`, `matchings`, `permutationBaseline`, `similarity`, `bootstrap`.',
  })
  readonly kind: string;
  @Field(() => String, { description: 'In words: `Correlate conv1 of alexnet-1 with conv1 of alexnet-2`.' })
  readonly title: string;
  @Field(() => Float, { description: '0 to 1, of this computation and everything that it waits for.' })
  readonly progress: number;
  @Field(() => String, { nullable: true, description: 'In words, what is being done now; null when it does not run.' })
  readonly stage: string | null;
  @Field(() => Estimate, {
    nullable: true,
    description: 'What it was expected to cost, before it ran; null when nothing is known.',
  })
  readonly estimate: Estimate | null;
  @Field(() => Float, {
    nullable: true,
    description: 'Seconds that are probably left; null once it ended, or before anything is known.',
  })
  readonly secondsLeft: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why it failed, and the way out, in one line; null unless FAILED.',
  })
  readonly error: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Something that was mended on the way and a person should know; null when all was well.',
  })
  readonly notice: string | null;
  @Field(() => GraphQLISODateTime, { description: 'When it was first asked for.' })
  readonly requestedAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it began to run; null before that.' })
  readonly startedAt: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ended, in whatever way; null before that.' })
  readonly endedAt: Date | null;

  constructor(record: ComputationRecord) {
    super(idOf.computation(record.key));
    this.state = record.state;
    this.kind = record.kind;
    this.title = record.title;
    this.progress = record.progress;
    this.stage = record.stage;
    const { flops, bytes } = record.price;
    this.estimate =
      flops === 0 && bytes === 0 ? null : new Estimate({ ...record.price, cached: record.state === 'DONE' });
    this.secondsLeft = secondsLeft(record);
    this.error = record.error;
    this.notice = record.notice;
    this.requestedAt = record.requestedAt;
    this.startedAt = record.startedAt;
    this.endedAt = record.endedAt;
  }
}

export const ComputationConnection = connectionType('Computation', () => Computation, 'computations');

/** By its pace so far once that says something, by its price before. */
function secondsLeft({ state, progress, price, startedAt }: ComputationRecord): number | null {
  if (state === 'QUEUED') return price.seconds > 0 ? price.seconds * (1 - progress) : null;
  if (state !== 'RUNNING' || startedAt === null) return null;
  const elapsed = (Date.now() - startedAt.getTime()) / 1000;
  if (progress >= 0.05) return (elapsed * (1 - progress)) / progress;
  return price.seconds > 0 ? Math.max(0, price.seconds - elapsed) : null;
}
