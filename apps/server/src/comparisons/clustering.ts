import { type Cluster, clustersOf, type Dendrogram } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { ClusteringMethod } from '../enums.js';
import { byLength } from '../limits/cost.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit, unitOf } from '../units/unit.js';
import type { ClusteredUnits, Joined } from './clusteredUnits.js';
import type { LayerPair } from './layerPair.js';

/** Units of two layers together, and clusters that they make, for the cost. */
const TYPICAL_UNITS = 512;
const TYPICAL_CLUSTERS = 32;

@ObjectType({
  description: 'Two clusters that become one. The tree has one merge less than leaves.',
  simpleResolvers: true,
})
export class Merge {
  @Field(() => Int, {
    description:
      'The one: below the number of leaves a place in `leaves`, else that number plus the place of an earlier merge.',
  })
  readonly first: number;
  @Field(() => Int, { description: 'The other, numbered likewise; the higher of the two.' })
  readonly second: number;
  @Field(() => Float, {
    description: 'Distance at which they merge, in the distance of the sign rule: 0 is alike; never falling.',
  })
  readonly height: number;
  @Field(() => Int, { description: 'Leaves below it.' })
  readonly size: number;

  constructor({ first, second, heights, sizes }: Dendrogram, merge: number) {
    this.first = first[merge] as number;
    this.second = second[merge] as number;
    this.height = heights[merge] as number;
    this.size = sizes[merge] as number;
  }
}

@ObjectType({ description: 'Units of both layers that are alike.', simpleResolvers: true })
export class UnitCluster {
  @Field(() => [Unit], {
    complexity: byLength(TYPICAL_UNITS / TYPICAL_CLUSTERS),
    description: 'Its units: those of the left layer first, each by index.',
  })
  readonly members: readonly Unit[];
  @Field(() => Int, { description: 'Units that the left layer contributes.' })
  readonly left: number;
  @Field(() => Int, {
    description:
      'Units that the right layer contributes. A cluster with units of one layer alone has no counterpart in the other.',
  })
  readonly right: number;

  constructor(pair: LayerPair, units: Joined, { members, contributions }: Cluster) {
    this.members = unitsAt(pair, units, members);
    this.left = contributions[0] as number;
    this.right = contributions[1] as number;
  }
}

@ObjectType({
  description: 'The live units of both layers, clustered together by their correlations.',
  simpleResolvers: true,
})
export class Clustering {
  @Field(() => ClusteringMethod, { description: 'How they were grouped.' })
  readonly method: ClusteringMethod;
  @Field(() => [Unit], {
    complexity: byLength(TYPICAL_UNITS),
    description: 'The units as merges number them: those of the left layer first, each by index.',
  })
  readonly leaves: readonly Unit[];
  @Field(() => [Int], {
    complexity: byLength(TYPICAL_UNITS),
    description:
      'Places in `leaves` in the order for a heatmap: from left to right as the tree is drawn, for SPECTRAL cluster by cluster.',
  })
  readonly leafOrder: readonly number[];
  @Field(() => [Merge], {
    complexity: byLength(TYPICAL_UNITS),
    description: 'The tree, lowest merge first. Empty for SPECTRAL, which makes none.',
  })
  readonly merges: readonly Merge[];
  @Field(() => [UnitCluster], {
    complexity: byLength(TYPICAL_CLUSTERS),
    description: 'The clusters, each by its lowest place in `leaves`; for HIERARCHICAL what the cut tree leaves.',
  })
  readonly clusters: readonly UnitCluster[];
  @Field(() => Int, { description: 'Left units without variance, dead or constant: they take no part.' })
  readonly deadLeft: number;
  @Field(() => Int, { description: 'Right units without variance, dead or constant: they take no part.' })
  readonly deadRight: number;

  @Field(() => Int, {
    nullable: true,
    description: 'For SPECTRAL: units that are similar to no other, each a part of its own. Else null.',
  })
  readonly isolated: number | null;

  constructor(
    pair: LayerPair,
    method: ClusteringMethod,
    readonly clustered: ClusteredUnits,
  ) {
    const { units, labels, order, dendrogram, embedding } = clustered;
    this.method = method;
    this.leaves = unitsAt(pair, units, Int32Array.from(units.unit.keys()));
    this.leafOrder = [...order];
    this.merges =
      dendrogram === null ? [] : Array.from(dendrogram.heights.keys(), (merge) => new Merge(dendrogram, merge));
    this.clusters = clustersOf(labels, units).map((cluster) => new UnitCluster(pair, units, cluster));
    this.deadLeft = units.leftOut[0] as number;
    this.deadRight = units.leftOut[1] as number;
    this.isolated = embedding?.isolated ?? null;
  }
}

/** The units at these places of the joined list. */
export function unitsAt({ left, right }: LayerPair, { network, unit }: Joined, places: Int32Array): Unit[] {
  return Array.from(places, (place) => unitOf(network[place] === 0 ? left : right, unit[place] as number));
}

export const ClusteringResult = createUnionType({
  name: 'ClusteringResult',
  description: 'A clustering, or why these layers and choices have none, or the computation that does not have it yet.',
  types: () => [Clustering, Unavailable, Computation] as const,
});
