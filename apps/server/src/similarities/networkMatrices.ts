import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { pairOn } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { LayerKind, SimilarityMeasure } from '../enums.js';
import { badInput } from '../errors.js';
import { type Layer, layerOf } from '../layers/layer.js';
import { sharedLayers } from '../layers/sharedLayers.js';
import { MOST_NETWORKS, namedNetworks } from '../networks/namedNetworks.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { fitsAll } from '../recordings/recordedOn.js';
import { RecordingArguments } from '../recordings/recordingArguments.js';
import { reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { checkPairs } from './mostPairs.js';
import { NetworkMatrix, NetworkMatrixResult } from './networkMatrix.js';
import { PairGrid } from './pairGrid.js';

@Resolver()
export class SimilaritiesResolver {
  @Query(() => NetworkMatrixResult, {
    description:
      'How alike networks are as wholes: each against every other one, at one layer or on the mean over several. A network against itself has no value: it would say nothing.',
  })
  async similarities(
    @Arg('networks', () => [ID], { description: `2 to ${MOST_NETWORKS} networks, each once.` }) ids: string[],
    @Arg('by', () => SimilarityMeasure, {
      defaultValue: SimilarityMeasure.CKA_LINEAR,
      description: 'The measure, with its range and direction.',
    })
    by: SimilarityMeasure,
    @Arg('layers', () => [String], {
      nullable: true,
      description:
        'Names of layers that all of the networks have; the values are means over them. By default all such layers.',
    })
    names: string[] | null,
    @Arg('kinds', () => [LayerKind], {
      nullable: true,
      description: 'Of the layers only those of these kinds; all by default.',
    })
    kinds: LayerKind[] | null,
    @Args() on: RecordingArguments,
    @Ctx() context: Context,
  ): Promise<typeof NetworkMatrixResult> {
    const networks = await namedNetworks(context, ids);
    const shared = sharedLayers(networks, kinds ?? undefined);
    const slugs = networks.map(({ slug }) => slug).join(', ');
    if (shared.length === 0) {
      return new Unavailable(
        `${slugs} have no layer${kinds == null ? '' : ' of these kinds'} of the same name. Ask for \`similarity\` of one network to another: every layer against every layer.`,
      );
    }
    const layers = names == null ? shared : chosen(names, shared);
    const probeSet = await chosenProbeSet(context, networks[0], on.probeSet, fitsAll(networks));
    if (probeSet instanceof Unavailable) return probeSet;
    const count = networks.length;
    checkPairs(count * (count - 1) * layers.length, `${count} networks at ${layers.length} layers`, 'Name `layers`.');
    const reduction = reductionOf(on.reduction);
    const cells = networks.flatMap((left) =>
      networks.map((right) =>
        left === right
          ? []
          : layers.map((name) =>
              pairOn(layerOf(left, name) as Layer, layerOf(right, name) as Layer, probeSet, reduction),
            ),
      ),
    );
    const at = layers.length === 1 ? layers[0] : `${layers.length} layers`;
    const title = `Compare ${slugs} with each other at ${at} by ${by.replaceAll('_', ' ')}`;
    return new NetworkMatrix(new PairGrid(title, by, count, count, cells, true), networks, layers, probeSet, reduction);
  }
}

/** The layers named, in the order of depth. */
function chosen(names: readonly string[], shared: readonly string[]): string[] {
  const unknown = names.find((name) => !shared.includes(name));
  if (unknown !== undefined) {
    throw badInput(`layers: ${unknown} is not a layer of all these networks. They share ${shared.join(', ')}.`);
  }
  if (names.length === 0) throw badInput('layers: none is named. Name one or more, or leave it out for all.');
  return shared.filter((name) => names.includes(name));
}
