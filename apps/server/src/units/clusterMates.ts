import { createUnionType, Field, Float, Int, ObjectType } from 'type-graphql';
import { Incomparable } from '../comparisons/incomparable.js';
import { Computation } from '../computations/computation.js';
import { ClusteringMethod } from '../enums.js';
import { Unavailable } from '../relay/unavailable.js';
import { Unit } from './unit.js';

@ObjectType({ description: 'A unit of the same cluster.', simpleResolvers: true })
export class ClusterMate {
  @Field(() => Unit, { description: 'The unit.' })
  readonly unit: Unit;
  @Field(() => Float, {
    description: "Pearson's correlation with the unit whose mate it is: -1 to 1, higher is more alike.",
  })
  readonly correlation: number;

  constructor(unit: Unit, correlation: number) {
    this.unit = unit;
    this.correlation = correlation;
  }
}

@ObjectType({
  description: "The cluster of a unit among the units of its own layer (left) and another one's (right).",
  simpleResolvers: true,
})
export class ClusterMates {
  @Field(() => ClusteringMethod, { description: 'How the units were grouped.' })
  readonly method: ClusteringMethod;
  @Field(() => Int, { description: 'Clusters that there are.' })
  readonly clusterCount: number;
  @Field(() => Int, { description: "Units of the cluster that are of the unit's own layer, itself included." })
  readonly left: number;
  @Field(() => Int, {
    description:
      'Units of the cluster that are of the other layer. Where there is none, the cluster has no counterpart.',
  })
  readonly right: number;

  constructor(
    method: ClusteringMethod,
    clusterCount: number,
    readonly all: readonly ClusterMate[],
    left: number,
  ) {
    this.method = method;
    this.clusterCount = clusterCount;
    this.left = left;
    this.right = all.length + 1 - left;
  }
}

export const ClusterMatesResult = createUnionType({
  name: 'ClusterMatesResult',
  description: 'The cluster of a unit, or why it has none, or the computation that does not have it yet.',
  types: () => [ClusterMates, Incomparable, Unavailable, Computation] as const,
});
