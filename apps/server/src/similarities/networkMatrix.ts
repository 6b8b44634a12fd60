import type { Reduction as ReductionValue } from '@unitgraph/analysis';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Network } from '../networks/network.js';
import { Reduction } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import type { PairGrid } from './pairGrid.js';

@ObjectType({
  description:
    'Every network against every other one: at one layer, or the mean over several that all of them have. Nothing is computed before `cells` is asked for.',
  simpleResolvers: true,
})
export class NetworkMatrix {
  @Field(() => [Network], { description: 'The rows, and the columns, in the order asked for.' })
  readonly networks: readonly Network[];
  @Field(() => [String], {
    description: 'The layers that each value is the mean over, by name, in the order of depth of the first network.',
  })
  readonly layers: readonly string[];
  @Field(() => ProbeSet, { description: 'The stimuli that all are recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => Reduction, { description: 'How samples were made out of positions.' })
  readonly reduction: Reduction;

  constructor(
    readonly grid: PairGrid,
    networks: readonly Network[],
    layers: readonly string[],
    probeSet: ProbeSet,
    reduction: ReductionValue,
  ) {
    this.networks = networks;
    this.layers = layers;
    this.probeSet = probeSet;
    this.reduction = new Reduction(reduction);
  }
}

export const NetworkMatrixResult = createUnionType({
  name: 'NetworkMatrixResult',
  description: 'Networks against networks, or why these cannot be compared at all.',
  types: () => [NetworkMatrix, Unavailable] as const,
});
