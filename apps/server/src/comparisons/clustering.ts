import { type Cluster, clustersOf, type Dendrogram, type JoinedUnits, leafOrder } from '@unitgraph/analysis';
import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Computation } from '../computations/computation.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit, unitOf } from '../units/unit.js';
import type { LayerPair } from './layerPair.js';

/** The units of a clustering, as they are kept: without their correlations. */
type Joined = Omit<JoinedUnits, 'correlation'>;

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
  @Field(() => [Unit], { description: 'Its units: those of the left layer first, each by index.' })
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
  description: 'The live units of both layers, clustered together by their correlations, and cut into clusters.',
  simpleResolvers: true,
})
export class Clustering {
  @Field(() => [Unit], {
    description: 'The units as merges number them: those of the left layer first, each by index.',
  })
  readonly leaves: readonly Unit[];
  @Field(() => [Int], {
    description: 'Places in `leaves` from left to right as the tree is drawn: the order for a heatmap.',
  })
  readonly leafOrder: readonly number[];
  @Field(() => [Merge], { description: 'The tree, lowest merge first.' })
  readonly merges: readonly Merge[];
  @Field(() => [UnitCluster], { description: 'What is left when the tree is cut, by the lowest place in `leaves`.' })
  readonly clusters: readonly UnitCluster[];
  @Field(() => Int, { description: 'Left units without variance, dead or constant: they take no part.' })
  readonly deadLeft: number;
  @Field(() => Int, { description: 'Right units without variance, dead or constant: they take no part.' })
  readonly deadRight: number;

  /** @param labels cluster of each leaf */
  constructor(pair: LayerPair, units: Joined, dendrogram: Dendrogram, labels: Int32Array) {
    this.leaves = unitsAt(pair, units, Int32Array.from(units.unit.keys()));
    this.leafOrder = [...leafOrder(dendrogram)];
    this.merges = Array.from(dendrogram.heights.keys(), (merge) => new Merge(dendrogram, merge));
    this.clusters = clustersOf(labels, units).map((cluster) => new UnitCluster(pair, units, cluster));
    this.deadLeft = units.leftOut[0] as number;
    this.deadRight = units.leftOut[1] as number;
  }
}

function unitsAt({ left, right }: LayerPair, { network, unit }: Joined, places: Int32Array): Unit[] {
  return Array.from(places, (place) => unitOf(network[place] === 0 ? left : right, unit[place] as number));
}

export const ClusteringResult = createUnionType({
  name: 'ClusteringResult',
  description: 'A clustering, or why these layers and choices have none, or the computation that does not have it yet.',
  types: () => [Clustering, Unavailable, Computation] as const,
});
