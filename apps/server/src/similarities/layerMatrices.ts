import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { pairOn } from '../comparisons/pairLayers.js';
import type { Context } from '../context.js';
import { LayerKind, SimilarityMeasure } from '../enums.js';
import { type Layer, layersOf } from '../layers/layer.js';
import { Network } from '../networks/network.js';
import { chosenProbeSet } from '../recordings/chosenRecording.js';
import { fitsAll } from '../recordings/recordedOn.js';
import { ReductionInput, reductionOf } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { LayerMatrix, LayerMatrixResult } from './layerMatrix.js';
import { checkPairs } from './mostPairs.js';
import { PairGrid } from './pairGrid.js';

@Resolver(() => Network)
export class NetworkSimilarityResolver {
  @FieldResolver(() => LayerMatrixResult, {
    description:
      'How alike every layer of this network is to every layer of another one, as wholes. Layers of different extents pair up because samples are means over positions, one a stimulus, unless another reduction is asked for.',
  })
  async similarity(
    @Root() left: Network,
    @Arg('to', () => ID, { nullable: true, description: 'The other network; by default this one itself.' })
    to: string | null,
    @Arg('by', () => SimilarityMeasure, {
      defaultValue: SimilarityMeasure.CKA_LINEAR,
      description: 'The measure, with its range and direction.',
    })
    by: SimilarityMeasure,
    @Arg('kinds', () => [LayerKind], { nullable: true, description: 'Only layers of these kinds; all by default.' })
    kinds: LayerKind[] | null,
    @Arg('probeSet', () => ID, {
      nullable: true,
      description: 'The probe set; by default the first one whose stimuli fit the input of this network.',
    })
    probeSetId: string | null,
    @Arg('reduction', () => ReductionInput, {
      nullable: true,
      description:
        'How samples are made out of positions; MEAN by default. Under ALL_POSITIONS and SAMPLED only layers of the same extents can be compared.',
    })
    asked: ReductionInput | null,
    @Ctx() context: Context,
  ): Promise<typeof LayerMatrixResult> {
    const right = to == null ? left : await context.loaders.networkOfId(to);
    const probeSet = await chosenProbeSet(context, left, probeSetId, fitsAll([left, right]));
    if (probeSet instanceof Unavailable) return probeSet;
    const misfit = await chosenProbeSet(context, right, probeSet.id);
    if (misfit instanceof Unavailable) return misfit;
    const reduction = asked == null ? reductionOf({ kind: 'MEAN' }) : reductionOf(asked);
    const [rows, columns] = [layersOfKinds(left, kinds), layersOfKinds(right, kinds)];
    checkPairs(
      rows.length * columns.length,
      `${rows.length} layers of ${left.slug} against ${columns.length} of ${right.slug}`,
      'Name `kinds`.',
    );
    const cells = rows.flatMap((row) => columns.map((column) => [pairOn(row, column, probeSet, reduction)]));
    const itself = left.slug === right.slug;
    const title = `Compare the layers of ${left.slug} with ${itself ? 'each other' : `those of ${right.slug}`} by ${by.replaceAll('_', ' ')}`;
    const grid = new PairGrid(title, by, rows.length, columns.length, cells, itself);
    return new LayerMatrix(grid, { left, right }, { rows, columns }, probeSet, reduction);
  }
}

function layersOfKinds(network: Network, kinds: readonly LayerKind[] | null): readonly Layer[] {
  return layersOf(network).filter(({ kind }) => kinds == null || kinds.includes(kind));
}
