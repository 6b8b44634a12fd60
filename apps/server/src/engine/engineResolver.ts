import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Backend, Calibration, Engine } from './engine.js';

@Resolver(() => Engine)
export class EngineResolver {
  @Query(() => Engine, { description: 'What computes, on which device, and what it holds.' })
  async engine(@Ctx() { services }: Context): Promise<Engine> {
    const { compute, store, environment, version } = services;
    const { backend, device, backends, calibration } = await compute.engine();
    const { entries, bytes } = await store.measure();
    const { memory, computations, hits, misses } = compute;
    return new Engine({
      version,
      backend,
      device,
      reason: backends.find(({ name }) => name === backend)?.reason ?? '',
      backends: backends.map((report) => new Backend(report)),
      calibration: calibration === null ? null : new Calibration(calibration),
      cache: {
        memoryEntries: memory.entries,
        memoryBytes: memory.bytes,
        diskEntries: entries,
        diskBytes: bytes,
        hits,
        misses,
      },
      queue: {
        queued: computations.count('QUEUED'),
        running: computations.count('RUNNING'),
        computedSinceStart: computations.finished,
      },
      dataFolder: environment.home,
    });
  }
}
