import { blobsOfModel } from '@unitgraph/analysis';
import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { collectBlobs } from '../storage/collectBlobs.js';
import { Backend, Calibration, Engine } from './engine.js';
import { FreedSpace } from './freedSpace.js';

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
      calibrated: calibration !== null,
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

  @Mutation(() => FreedSpace, {
    description:
      'Removes what nothing in the data folder names any more: shards of imports and networks that were removed, uploads that were never used. Files younger than an hour stay.',
  })
  async freeSpace(@Ctx() { services: { catalog, store } }: Context): Promise<FreedSpace> {
    const networks = await catalog.networks.all();
    const models = await Promise.all(networks.map(({ digest }) => blobsOfModel(digest, store)));
    const probeSets = await catalog.probeSets.all();
    const named = [
      ...models.flat(),
      ...probeSets.flatMap(({ digest, labelsBlob, heldOutBlob, namesBlob, thumbnailsBlob }) => [
        digest,
        labelsBlob,
        heldOutBlob,
        namesBlob ?? null,
        thumbnailsBlob ?? null,
      ]),
    ];
    const { blobs, bytes } = await collectBlobs(
      store,
      named.filter((digest) => digest !== null),
    );
    return new FreedSpace(blobs, bytes);
  }
}
