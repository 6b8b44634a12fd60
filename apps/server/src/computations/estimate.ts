import type { Price } from '@unitgraph/analysis';
import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({
  description: 'What a value costs to compute on this machine, inputs that are missing included.',
  simpleResolvers: true,
})
export class Estimate {
  @Field(() => Float, { description: 'Floating-point operations.' })
  readonly flops: number;
  @Field(() => Float, { description: 'Bytes read and written.' })
  readonly bytes: number;
  @Field(() => Float, { description: 'Seconds, by the calibration of this machine.' })
  readonly seconds: number;
  @Field(() => Boolean, { description: 'True when the value is there already; the other numbers are 0 then.' })
  readonly cached: boolean;

  constructor({ flops, bytes, seconds, cached }: Price & { readonly cached: boolean }) {
    this.flops = flops;
    this.bytes = bytes;
    this.seconds = seconds;
    this.cached = cached;
  }
}
