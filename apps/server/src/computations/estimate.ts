import type { Price } from '@unitgraph/analysis';
import { Field, Float, Int, ObjectType } from 'type-graphql';

/** What is known of a price. */
export interface Estimated extends Price {
  readonly cached: boolean;
  readonly computations?: number;
  readonly complete?: boolean;
}

@ObjectType({
  description:
    'What it costs on this machine to compute a value, or all that a query needs: inputs that are missing are included, and what is shared is counted once.',
  simpleResolvers: true,
})
export class Estimate {
  @Field(() => Float, { description: 'Floating-point operations.' })
  readonly flops: number;
  @Field(() => Float, { description: 'Bytes read and written.' })
  readonly bytes: number;
  @Field(() => Float, {
    description:
      'Seconds, by the calibration of this machine and what such computations took before. What waits in front of it is not counted.',
  })
  readonly seconds: number;
  @Field(() => Boolean, { description: 'True when all is there already; the other numbers are 0 then.' })
  readonly cached: boolean;
  @Field(() => Int, {
    nullable: true,
    description: 'Computations that it takes, those of inputs included; null where they were not counted.',
  })
  readonly computations: number | null;
  @Field(() => Boolean, {
    description:
      'False when the price is a lower bound: fields inside values that are not computed yet (as the baseline of a matching) may need more. Compute those first, and ask again.',
  })
  readonly complete: boolean;

  constructor({ flops, bytes, seconds, cached, computations, complete }: Estimated) {
    this.flops = flops;
    this.bytes = bytes;
    this.seconds = seconds;
    this.cached = cached;
    this.computations = computations ?? null;
    this.complete = complete ?? true;
  }
}
