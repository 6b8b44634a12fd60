import type { ComplexityEstimatorArgs } from 'graphql-query-complexity';
import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { comparisonOf } from '../comparisons/layerComparison.js';
import { pairOn } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { LayerKind } from '../enums.js';
import { badInput } from '../errors.js';
import { type Layer, layersOf } from '../layers/layer.js';
import type { Network } from '../networks/network.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { Convergence, ConvergencePair, ConvergencePoint } from './convergence.js';

/** Most networks in one answer: 190 pairs. */
const MOST_NETWORKS = 20;
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
    if (new Set(ids).size !== ids.length) throw badInput('networks: one of them is named twice. Name each once.');
    if (ids.length < 2 || ids.length > MOST_NETWORKS) {
      throw badInput(`networks: ${ids.length} are named. Name 2 to ${MOST_NETWORKS}.`);
    }
    const networks = await Promise.all(ids.map((id) => context.loaders.networkOfId(id)));
    const [first] = networks as [Network];
    const probeSet = await chosenProbeSet(context, first, on.probeSet);
    if (probeSet instanceof Unavailable) throw badInput(probeSet.message);
    const reduction = reductionOf(on.reduction);
    const layers = sharedLayers(networks, kinds);
    const pairs = networks.flatMap((left, place) =>
      networks.slice(place + 1).map((right) => {
        const points = layers.map((name, depth) => {
          const pair = pairOn(layerOf(left, name), layerOf(right, name), probeSet, reduction);
          return new ConvergencePoint(name, depth, comparisonOf(pair));
        });
        return new ConvergencePair(left, right, points);
      }),
    );
    return new Convergence(networks, probeSet, layers, pairs);
  }
}

/** Names that all have, in the order of depth of the first. */
function sharedLayers([first, ...others]: readonly Network[], kinds: readonly LayerKind[] | null): string[] {
  if (first === undefined) return [];
  return layersOf(first)
    .filter(
      ({ kind, name }) => (kinds == null || kinds.includes(kind)) && others.every((other) => hasLayer(other, name)),
    )
    .map(({ name }) => name);
}

function hasLayer(network: Network, name: string): boolean {
  return layersOf(network).some((layer) => layer.name === name);
}

function layerOf(network: Network, name: string): Layer {
  const layer = layersOf(network).find((each) => each.name === name);
  if (layer === undefined) throw new Error(`${network.slug} has no layer ${name}.`);
  return layer;
}
