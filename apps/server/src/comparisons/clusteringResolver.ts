import { cutAtHeight, cutIntoClusters } from '@unitgraph/analysis';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { byLength } from '../limits/cost.js';
import { Unavailable } from '../relay/unavailable.js';
import { Clustering, ClusteringResult } from './clustering.js';
import { ClusteringArguments } from './clusteringArguments.js';
import { LayerComparison } from './layerComparison.js';

/** Units of two layers together, for the cost. */
const TYPICAL_UNITS = 512;

@Resolver(() => LayerComparison)
export class ClusteringResolver {
  @FieldResolver(() => ClusteringResult, {
    complexity: byLength(TYPICAL_UNITS),
    description: 'The units of both layers clustered together by their correlations, hierarchically.',
  })
  async clustering(
    @Root() { pair }: LayerComparison,
    @Args() { linkage, sign, threshold, height, clusters }: ClusteringArguments,
    @Ctx() context: Context,
  ): Promise<typeof ClusteringResult> {
    if (!(threshold >= 0 && threshold <= 1)) throw badInput(`threshold: ${threshold} is out of range: ask for 0 to 1.`);
    if (!(height >= 0)) throw badInput(`height: ${height} is below 0.`);
    return context.answer(pair.clustering({ linkage, sign, threshold }), ({ units, dendrogram, refusal }) => {
      if (units === null || dendrogram === null) return new Unavailable(refusal ?? 'There is no clustering.');
      if (clusters != null && (clusters < 1 || clusters > units.count)) {
        throw badInput(
          `clusters: ${clusters} is out of range: ${units.count} units take part, so ask for 1 to ${units.count}.`,
        );
      }
      const labels = clusters == null ? cutAtHeight(dendrogram, height) : cutIntoClusters(dendrogram, clusters);
      return new Clustering(pair, units, dendrogram, labels);
    });
  }
}
