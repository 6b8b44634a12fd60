import { Arg, Args, Ctx, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';
import { byFirst } from '../limits/cost.js';
import { boundedFirst } from '../relay/page.js';
import { Unavailable } from '../relay/unavailable.js';
import { clusterUnits } from './clusteredUnits.js';
import { Clustering, ClusteringResult } from './clustering.js';
import { ClusteringArguments } from './clusteringArguments.js';
import { clusterChoice } from './clusteringChoice.js';
import { LayerComparison } from './layerComparison.js';

@Resolver(() => LayerComparison)
export class ClusteringResolver {
  @FieldResolver(() => ClusteringResult, {
    description:
      'The units of both layers clustered together by their correlations, within and between the layers. Arguments of another method than the one asked for are refused.',
  })
  async clustering(
    @Root() { pair }: LayerComparison,
    @Args() asked: ClusteringArguments,
    @Ctx() context: Context,
  ): Promise<typeof ClusteringResult> {
    const choice = clusterChoice(asked);
    const clustered = await clusterUnits(context, pair, choice);
    if (clustered instanceof Unavailable || clustered instanceof Computation) return clustered;
    return new Clustering(pair, choice.method, clustered);
  }
}

@Resolver(() => Clustering)
export class SpectrumResolver {
  @FieldResolver(() => [Float], {
    complexity: byFirst,
    nullable: true,
    description:
      "For SPECTRAL: the lowest eigenvalues of the graph's normalised Laplacian, ascending, 0 to 2. As many are 0 as the graph has parts, and a wide gap behind the k-th speaks for k clusters. Else null.",
  })
  eigenvalues(
    @Root() { clustered: { embedding } }: Clustering,
    @Arg('first', () => Int, { defaultValue: 40, description: 'How many, 1 to 500.' }) first: number,
  ): number[] | null {
    boundedFirst(first);
    return embedding && [...embedding.eigenvalues.subarray(0, first)];
  }
}
