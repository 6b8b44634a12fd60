import type { BackendReport, Calibration as CalibrationValue } from '@unitgraph/analysis';
import { Field, Float, GraphQLISODateTime, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'One way to compute on this machine, and what became of it.', simpleResolvers: true })
export class Backend {
  @Field(() => String, { description: 'Its name, as `UNITGRAPH_BACKEND` takes it.' })
  readonly name: string;
  @Field(() => Boolean, {
    description: 'True for the one in use; false as well for those behind it, which would take its place if it failed.',
  })
  readonly available: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'The processor or GPU, also of one that failed in use; null when it was not opened.',
  })
  readonly device: string | null;
  @Field(() => String, {
    description: 'Why it was chosen, passed over, or is absent; or when and how it failed in use.',
  })
  readonly reason: string;

  constructor({ name, available, device, reason }: BackendReport) {
    this.name = name;
    this.available = available;
    this.device = device;
    this.reason = reason;
  }
}

@ObjectType({
  description: 'How fast this machine computes, measured: the base of all estimates.',
  simpleResolvers: true,
})
export class Calibration {
  @Field(() => Float, { description: 'Products of activations, in 1e9 floating-point operations a second.' })
  readonly gigaflops: number;
  @Field(() => Float, { description: 'Activations read and written, in 1e9 bytes a second.' })
  readonly gigabytesPerSecond: number;
  @Field(() => GraphQLISODateTime, { description: 'When it was measured.' })
  readonly measuredAt: Date;

  constructor({ gigaflops, gigabytesPerSecond, measuredAt }: CalibrationValue) {
    this.gigaflops = gigaflops;
    this.gigabytesPerSecond = gigabytesPerSecond;
    this.measuredAt = new Date(measuredAt);
  }
}

@ObjectType({ description: 'Values that are kept, in memory and in the data folder.', simpleResolvers: true })
export class CacheStatus {
  @Field(() => Int, { description: 'Values in memory.' })
  readonly memoryEntries!: number;
  @Field(() => Float, { description: 'Bytes of the values in memory.' })
  readonly memoryBytes!: number;
  @Field(() => Int, { description: 'Values in the data folder.' })
  readonly diskEntries!: number;
  @Field(() => Float, { description: 'Bytes in the data folder: values, recordings, models and stimuli.' })
  readonly diskBytes!: number;
  @Field(() => Int, { description: 'Values asked for since the start that were in memory.' })
  readonly hits!: number;
  @Field(() => Int, { description: 'Values asked for since the start that were not.' })
  readonly misses!: number;
}

@ObjectType({ description: 'What is to be computed.', simpleResolvers: true })
export class QueueStatus {
  @Field(() => Int, { description: 'Computations that wait for their inputs or their turn.' })
  readonly queued!: number;
  @Field(() => Int, { description: 'Computations that run.' })
  readonly running!: number;
  @Field(() => Int, { description: 'Computations that ended well since the server started.' })
  readonly computedSinceStart!: number;
}

@ObjectType({ description: 'What computes, on which device, and what it holds.', simpleResolvers: true })
export class Engine {
  @Field(() => String, { description: 'Version of Unitgraph.' })
  readonly version!: string;
  @Field(() => String, { description: 'Name of the backend in use.' })
  readonly backend!: string;
  @Field(() => String, { description: 'The processor or GPU that it uses.' })
  readonly device!: string;
  @Field(() => String, { description: 'Why this backend; after another one failed in use, which one and when.' })
  readonly reason!: string;
  @Field(() => [Backend], { description: 'All backends in the order tried.' })
  readonly backends!: readonly Backend[];
  @Field(() => Boolean, { description: 'Whether its speed was measured; estimates are guesses before.' })
  readonly calibrated!: boolean;
  @Field(() => Calibration, { nullable: true, description: 'How fast it is; null until something was computed.' })
  readonly calibration!: Calibration | null;
  @Field(() => CacheStatus, { description: 'Values that are kept.' })
  readonly cache!: CacheStatus;
  @Field(() => QueueStatus, { description: 'What is to be computed.' })
  readonly queue!: QueueStatus;
  @Field(() => String, { description: 'The one folder that this server writes to.' })
  readonly dataFolder!: string;

  constructor(engine: Omit<Engine, never>) {
    Object.assign(this, engine);
  }
}
