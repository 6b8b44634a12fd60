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

/** Units that are remembered, of all layers together: some 60 MB. Layers live as long as the catalog stands still. */
const MOST_UNITS = 2 ** 18;

let units = new WeakMap<Layer, Map<number, Unit>>();
let remembered = 0;

/** The unit of that index, the same object as long as it is remembered; the index must be there. */
export function unitOf(layer: Layer, index: number): Unit {
  const found = units.get(layer)?.get(index);
  if (found !== undefined) return found;
  if (remembered >= MOST_UNITS) {
    units = new WeakMap();
    remembered = 0;
  }
  const unit = new Unit(layer, index);
  const known = units.get(layer) ?? new Map<number, Unit>();
  units.set(layer, known.set(index, unit));
  remembered += 1;
  return unit;
}
