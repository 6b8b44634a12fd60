import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { comparisonOf } from '../comparisons/layerComparison.js';
import { pairOn } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { LayerKind } from '../enums.js';
import { badInput } from '../errors.js';
import { type Layer, layerOf } from '../layers/layer.js';
import { sharedLayers } from '../layers/sharedLayers.js';
import { MOST_NETWORKS, namedNetworks } from '../networks/namedNetworks.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { fitsAll } from '../recordings/recordedOn.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { Convergence, ConvergencePair, ConvergencePoint } from './convergence.js';

/** Layers that networks of one architecture have in common, for the cost. */
const TYPICAL_LAYERS = 8;

function costOfPairs({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const networks = (args.networks as unknown[]).length;
  return 1 + ((networks * (networks - 1)) / 2) * TYPICAL_LAYERS * Math.max(1, childComplexity);
}

@Resolver(() => Convergence)
export class ConvergenceResolver {
  @Query(() => Convergence, {
    complexity: costOfPairs,
    description: 'How alike networks are over depth, for every two of them.',
  })
  async convergence(
    @Arg('networks', () => [ID], { description: `2 to ${MOST_NETWORKS} networks, each once.` }) ids: string[],
    @Arg('kinds', () => [LayerKind], { nullable: true, description: 'Only layers of these kinds; all by default.' })
    kinds: LayerKind[] | null,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<Convergence> {
    const networks = await namedNetworks(context, ids);
    const [first] = networks;
    const probeSet = await chosenProbeSet(context, first, on.probeSet, fitsAll(networks));
    if (probeSet instanceof Unavailable) throw badInput(probeSet.message);
    const reduction = reductionOf(on.reduction);
    const layers = sharedLayers(networks, kinds ?? undefined);
    const pairs = networks.flatMap((left, place) =>
      networks.slice(place + 1).map((right) => {
        const points = layers.map((name, depth) => {
          const pair = pairOn(layerOf(left, name) as Layer, layerOf(right, name) as Layer, probeSet, reduction);
          return new ConvergencePoint(name, depth, comparisonOf(pair));
        });
        return new ConvergencePair(left, right, points);
      }),
    );
    return new Convergence(networks, probeSet, layers, pairs);
  }
}
