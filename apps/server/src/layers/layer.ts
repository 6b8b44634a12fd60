import type { LayerDescription } from '@unitgraph/analysis';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { LayerKind } from '../enums.js';
import { Network } from '../networks/network.js';
import { connectionType } from '../relay/connection.js';
import { idOf, type LayerName } from '../relay/globalId.js';
import { Node } from '../relay/node.js';
import type { ProbeSet } from '../stimuli/probeSet.js';

@ObjectType({ description: 'Size and step of receptive fields, in input pixels.', simpleResolvers: true })
export class ReceptiveFieldSize {
  @Field(() => Int, { description: 'Pixels from top to bottom.' })
  readonly height: number;
  @Field(() => Int, { description: 'Pixels from left to right.' })
  readonly width: number;
  @Field(() => Float, { description: 'Pixels between the fields of two positions one below the other.' })
  readonly strideHeight: number;
  @Field(() => Float, { description: 'Pixels between the fields of two positions side by side.' })
  readonly strideWidth: number;

  constructor({ size, stride }: NonNullable<LayerDescription['receptiveField']>) {
    this.height = size[0] ?? 1;
    this.width = size[1] ?? 1;
    this.strideHeight = stride[0] ?? 1;
    this.strideWidth = stride[1] ?? 1;
  }
}

@ObjectType({
  implements: Node,
  description: 'One tensor of a network with a unit axis, after its activation function.',
  simpleResolvers: true,
})
export class Layer extends Node {
  @Field(() => Network, { description: 'The network that it is in.' })
  readonly network: Network;
  @Field(() => String, { description: 'Name in the network, for example `conv1` or `stage1.block2`; unique there.' })
  readonly name: string;
  @Field(() => Int, { description: 'Place in the order of depth, from 0.' })
  readonly index: number;
  @Field(() => LayerKind, { description: 'What makes its tensor.' })
  readonly kind: LayerKind;
  @Field(() => Int, { description: 'Number of its units.' })
  readonly unitCount: number;
  @Field(() => [Int], {
    description:
      'Extents of the positions: height then width of a map, or the number of tokens, 0 where there are as many as in the stimulus; empty when a unit has one value per stimulus.',
  })
  readonly positions: readonly number[];
  @Field(() => ReceptiveFieldSize, {
    nullable: true,
    description:
      "Size and step of a unit's receptive field in input pixels; null where it has no rows and columns, and where an operation on the way is not known.",
  })
  readonly receptiveField: ReceptiveFieldSize | null;
  @Field(() => String, { description: 'Name of the tensor in the model.' })
  readonly tensor: string;

  constructor(
    network: Network,
    readonly description: LayerDescription,
    index: number,
  ) {
    super(idOf.layer(network.slug, description.name));
    this.network = network;
    this.name = description.name;
    this.index = index;
    this.kind = description.kind;
    this.unitCount = description.units;
    this.positions = description.positions;
    this.receptiveField =
      description.receptiveField === null ? null : new ReceptiveFieldSize(description.receptiveField);
    this.tensor = description.tensor;
  }

  /** Extents of the positions of one stimulus: as many as it has tokens where that is open. */
  positionsOn(probeSet: ProbeSet): number[] {
    return this.positions.map((extent) => extent || (probeSet.shape[0] ?? 1));
  }

  /** Positions of one stimulus; 1 for a layer without any. */
  positionCountOn(probeSet: ProbeSet): number {
    return this.positionsOn(probeSet).reduce((product, extent) => product * extent, 1);
  }

  get path(): LayerName {
    return { network: this.network.slug, layer: this.name };
  }

  /** As messages call it: `conv1 of alexnet-1`. */
  get title(): string {
    return `${this.name} of ${this.network.slug}`;
  }
}

export const LayerConnection = connectionType('Layer', () => Layer, 'layers');

const layers = new WeakMap<Network, readonly Layer[]>();

/** The layers of a network in the order of depth, always the same objects for the same one. */
export function layersOf(network: Network): readonly Layer[] {
  let found = layers.get(network);
  if (found === undefined) {
    found = network.record.layers.map((description, index) => new Layer(network, description, index));
    layers.set(network, found);
  }
  return found;
}

/** The layer of that name. */
export function layerOf(network: Network, name: string): Layer | undefined {
  return layersOf(network).find((layer) => layer.name === name);
}
