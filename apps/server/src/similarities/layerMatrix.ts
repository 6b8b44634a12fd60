import type { Reduction as ReductionValue } from '@unitgraph/analysis';
import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Layer } from '../layers/layer.js';
import { byLength } from '../limits/cost.js';
import { Network } from '../networks/network.js';
import { Reduction } from '../recordings/reduction.js';
import { Unavailable } from '../relay/unavailable.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import type { PairGrid } from './pairGrid.js';

/** Layers of a network, for the cost. */
const TYPICAL_LAYERS = 16;

@ObjectType({
  description:
    'Every layer of one network against every layer of another one, or of itself. Nothing is computed before `cells` is asked for.',
  simpleResolvers: true,
})
export class LayerMatrix {
  @Field(() => Network, { description: 'The network whose layers are the rows, the left side of each comparison.' })
  readonly left: Network;
  @Field(() => Network, { description: 'The network whose layers are the columns; may be the same one.' })
  readonly right: Network;
  @Field(() => [Layer], { complexity: byLength(TYPICAL_LAYERS), description: 'The rows, in the order of depth.' })
  readonly rows: readonly Layer[];
  @Field(() => [Layer], { complexity: byLength(TYPICAL_LAYERS), description: 'The columns, in the order of depth.' })
  readonly columns: readonly Layer[];
  @Field(() => ProbeSet, { description: 'The stimuli that both networks are recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => Reduction, {
    description: 'How samples were made out of positions: what lets layers of different extents be compared.',
  })
  readonly reduction: Reduction;

  constructor(
    readonly grid: PairGrid,
    sides: { readonly left: Network; readonly right: Network },
    axes: { readonly rows: readonly Layer[]; readonly columns: readonly Layer[] },
    probeSet: ProbeSet,
    reduction: ReductionValue,
  ) {
    this.left = sides.left;
    this.right = sides.right;
    this.rows = axes.rows;
    this.columns = axes.columns;
    this.probeSet = probeSet;
    this.reduction = new Reduction(reduction);
  }
}

export const LayerMatrixResult = createUnionType({
  name: 'LayerMatrixResult',
  description: 'Layers against layers, or why these networks cannot be compared at all.',
  types: () => [LayerMatrix, Unavailable] as const,
});
