import { createUnionType, Field, Float, ObjectType } from 'type-graphql';
import { Layer } from '../layers/layer.js';
import { Reduction } from '../recordings/reduction.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import { ProbeSet } from '../stimuli/probeSet.js';
import { Incomparable } from './incomparable.js';
import { LayerPair } from './layerPair.js';

@ObjectType({ implements: Node, description: 'Two layers, unit by unit, on the same samples.', simpleResolvers: true })
export class LayerComparison extends Node {
  @Field(() => Layer, { description: 'The layer whose units look for partners.' })
  readonly left: Layer;
  @Field(() => Layer, { description: 'The layer in which they look.' })
  readonly right: Layer;
  @Field(() => ProbeSet, { description: 'The stimuli that both were recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => Reduction, { description: 'How samples were made out of positions.' })
  readonly reduction: Reduction;
  @Field(() => Float, { description: 'Values that each unit has in the recordings: stimuli times positions.' })
  readonly samples: number;

  constructor(readonly pair: LayerPair) {
    super(idOf.comparison(pair.left.path, pair.right.path, pair.probeSet.slug, pair.reduction));
    this.left = pair.left;
    this.right = pair.right;
    this.probeSet = pair.probeSet;
    this.reduction = new Reduction(pair.reduction);
    this.samples = pair.samples;
  }
}

export const Comparison = createUnionType({
  name: 'Comparison',
  description: 'Two layers compared, or why they cannot be. Nothing is computed before one of its fields is asked for.',
  types: () => [LayerComparison, Incomparable] as const,
});

export function comparisonOf(pair: LayerPair | Incomparable): LayerComparison | Incomparable {
  return pair instanceof LayerPair ? new LayerComparison(pair) : pair;
}
