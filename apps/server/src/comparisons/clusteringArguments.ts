import { MOST_CLUSTERS, MOST_SPECTRAL_CLUSTERS } from '@unitgraph/analysis';
import { ArgsType, Field, Float, Int } from 'type-graphql';
import { ClusteringMethod, Linkage, SignRule } from '../enums.js';

/** How units are clustered, and into how many clusters. */
@ArgsType()
export class ClusteringArguments {
  @Field(() => ClusteringMethod, { defaultValue: ClusteringMethod.HIERARCHICAL, description: 'How units are grouped.' })
  readonly method!: ClusteringMethod;
  @Field(() => Linkage, {
    nullable: true,
    description: 'For HIERARCHICAL alone: how far two clusters are from each other; AVERAGE by default.',
  })
  readonly linkage?: Linkage | null;
  @Field(() => SignRule, {
    defaultValue: SignRule.ABSOLUTE,
    description: 'What a negative correlation counts for. SPECTRAL takes ABSOLUTE and POSITIVE.',
  })
  readonly sign!: SignRule;
  @Field(() => Float, { defaultValue: 0, description: 'Correlations nearer to 0 than this count as 0: 0 to 1.' })
  readonly threshold!: number;
  @Field(() => Float, {
    nullable: true,
    description:
      'For HIERARCHICAL alone: where to cut, in the distance of the sign rule, 0 or more; merges up to here are made. 0.5 by default.',
  })
  readonly height?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `So many clusters: 1 to the number of live units, for SPECTRAL to ${MOST_SPECTRAL_CLUSTERS}. By default what the height leaves, or for SPECTRAL as many as come before the widest gap of the eigenvalues.`,
  })
  readonly clusters?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: `For SPECTRAL without \`clusters\` alone: the most that the gap may choose, 1 to ${MOST_SPECTRAL_CLUSTERS}; ${MOST_CLUSTERS} by default.`,
  })
  readonly mostClusters?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'For SPECTRAL alone: seed of the starts of k-means, 0 or more; 0 by default.',
  })
  readonly seed?: number | null;
}
