import { Field, Int, ObjectType } from 'type-graphql';
import { Layer } from '../layers/layer.js';
import { connectionType } from '../relay/connection.js';
import { idOf } from '../relay/globalId.js';
import { Node } from '../relay/node.js';

@ObjectType({
  implements: Node,
  description: "One index on the unit axis of a layer: a convolution's channel, a dense layer's feature.",
  simpleResolvers: true,
})
export class Unit extends Node {
  @Field(() => Layer, { description: 'The layer that it is in.' })
  readonly layer: Layer;
  @Field(() => Int, { description: 'Index on the unit axis, from 0.' })
  readonly index: number;

  constructor(layer: Layer, index: number) {
    super(idOf.unit(layer.network.slug, layer.name, index));
    this.layer = layer;
    this.index = index;
  }
}

export const UnitConnection = connectionType('Unit', () => Unit, 'units');

const units = new WeakMap<Layer, (Unit | undefined)[]>();

/** The unit of that index, always the same object for the same layer; the index must be there. */
export function unitOf(layer: Layer, index: number): Unit {
  let known = units.get(layer);
  if (known === undefined) {
    known = new Array<Unit | undefined>(layer.unitCount);
    units.set(layer, known);
  }
  let unit = known[index];
  if (unit === undefined) {
    unit = new Unit(layer, index);
    known[index] = unit;
  }
  return unit;
}
