import { Field, Int, ObjectType } from 'type-graphql';
import { Comparison } from '../comparisons/layerComparison.js';
import { Network } from '../networks/network.js';
import { ProbeSet } from '../stimuli/probeSet.js';

@ObjectType({ description: 'One layer of two networks.', simpleResolvers: true })
export class ConvergencePoint {
  @Field(() => String, { description: 'Name of the layer, the same in both networks.' })
  readonly layer: string;
  @Field(() => Int, { description: 'Place among `layers`, from 0.' })
  readonly depth: number;
  @Field(() => Comparison, { description: 'The layer of the left network against that of the right one.' })
  readonly comparison: typeof Comparison;

  constructor(layer: string, depth: number, comparison: typeof Comparison) {
    this.layer = layer;
    this.depth = depth;
    this.comparison = comparison;
  }
}

@ObjectType({ description: 'Two networks, layer by layer.', simpleResolvers: true })
export class ConvergencePair {
  @Field(() => Network, { description: 'The one whose units look for partners.' })
  readonly left: Network;
  @Field(() => Network, { description: 'The one in which they look.' })
  readonly right: Network;
  @Field(() => [ConvergencePoint], { description: 'The layers in the order of depth.' })
  readonly points: readonly ConvergencePoint[];

  constructor(left: Network, right: Network, points: readonly ConvergencePoint[]) {
    this.left = left;
    this.right = right;
    this.points = points;
  }
}

@ObjectType({
  description:
    'How alike networks are over depth: each pair of them, each layer that all of them have. Nothing is computed before a comparison is asked for its matchings.',
  simpleResolvers: true,
})
export class Convergence {
  @Field(() => [Network], { description: 'The networks in the order asked for.' })
  readonly networks: readonly Network[];
  @Field(() => ProbeSet, { description: 'The stimuli that all are recorded on.' })
  readonly probeSet: ProbeSet;
  @Field(() => [String], { description: 'Names of the layers that all the networks have, in depth order.' })
  readonly layers: readonly string[];
  @Field(() => [ConvergencePair], { description: 'Every two of the networks once, the one named first on the left.' })
  readonly pairs: readonly ConvergencePair[];

  constructor(
    networks: readonly Network[],
    probeSet: ProbeSet,
    layers: readonly string[],
    pairs: readonly ConvergencePair[],
  ) {
    this.networks = networks;
    this.probeSet = probeSet;
    this.layers = layers;
    this.pairs = pairs;
  }
}
