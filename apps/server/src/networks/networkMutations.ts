import { Refusal } from '@unitgraph/analysis';
import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { ImportNetworkInput, ModelInput } from './importNetworkInput.js';
import { ImportNetworkResult, Refused, RemoveResult, RestoreExamplesResult } from './importResults.js';
import { inspectNetwork } from './inspectNetwork.js';
import { Network } from './network.js';
import { InspectNetworkResult } from './networkInspection.js';
import { registerNetwork } from './registerNetwork.js';

@Resolver()
export class NetworkMutations {
  @Query(() => InspectNetworkResult, {
    description:
      'What an uploaded model is, as `importNetwork` would take it: input, preprocessing, layers, and what recording it would cost. Keeps nothing.',
  })
  async inspectNetwork(
    @Arg('input', () => ModelInput, { description: 'The model.' }) input: ModelInput,
    @Ctx() context: Context,
  ): Promise<typeof InspectNetworkResult> {
    try {
      return await inspectNetwork(context, input);
    } catch (error) {
      if (error instanceof Refusal) return new Refused(error.message, error.remedy);
      throw error;
    }
  }

  @Mutation(() => ImportNetworkResult, {
    description: 'Brings in a network whose file was uploaded: finds its layers, computes nothing else.',
  })
  async importNetwork(
    @Arg('input', () => ImportNetworkInput, { description: 'The network.' }) input: ImportNetworkInput,
    @Ctx() { services }: Context,
  ): Promise<typeof ImportNetworkResult> {
    try {
      return new Network(await registerNetwork(services, { ...input, preprocessing: input }));
    } catch (error) {
      if (error instanceof Refusal) return new Refused(error.message, error.remedy);
      throw error;
    }
  }

  @Mutation(() => RemoveResult, {
    description:
      'Takes a network out of the catalog. What was computed of it is kept, and serves again when the same file comes back. Of a recorded network all imports are removed.',
  })
  async removeNetwork(
    @Arg('id', () => ID, { description: 'Id of the network.' }) id: string,
    @Ctx() { loaders, services }: Context,
  ): Promise<RemoveResult> {
    const network = await loaders.networkOfId(id);
    if (network.format === 'RECORDED') await services.imports.removeNetwork(network.slug);
    else await services.catalog.networks.remove(network.slug);
    return new RemoveResult(network.id);
  }

  @Mutation(() => RestoreExamplesResult, {
    description: 'Loads the example networks and probe sets again, those that were removed included. Computes nothing.',
  })
  async restoreExamples(@Ctx() { services }: Context): Promise<RestoreExamplesResult> {
    const slugs = await services.examples.restore();
    const records = await services.catalog.networks.all();
    return new RestoreExamplesResult(
      records.filter(({ slug }) => slugs.includes(slug)).map((record) => new Network(record)),
    );
  }
}
