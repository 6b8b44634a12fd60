import { alongBoth, axisAttribute, extentsOf, isOfUnits, type Place, spanAlong } from './fieldPlace.js';
import { type AxisField, type Field, unionOf } from './fields.js';

/**
 * Where several paths meet at the same positions: sums, products, concatenations of channels. Each position sees what it
 * sees along any of them.
 */
export function mergeAtPositions(place: Place): Field | null {
  const output = extentsOf(place, place.node.output[0]);
  return merge(place, (field, tensor, axis) => {
    // One position that goes with all, as the gate of squeeze and excitation does.
    const isSpread = extentsOf(place, tensor)[axis] === 1 && output[axis] > 1;
    return isSpread ? spanAlong(place, tensor, field, axis) : field[axis];
  });
}

/** Where paths meet and every position may see every other one. */
export function mergeMixing(place: Place): Field | null {
  return merge(place, (field, tensor, axis) => spanAlong(place, tensor, field, axis));
}

export function mergeConcatenation(place: Place): Field | null {
  return isOfUnits(place, place.inputs[0], axisAttribute(place, 1)) ? mergeAtPositions(place) : mergeMixing(place);
}

function merge(place: Place, seenAlong: (field: Field, tensor: string, axis: 0 | 1) => AxisField): Field | null {
  const positions = extentsOf(place, place.node.output[0]);
  return alongBoth((axis) =>
    place.fields
      .map((field, index) => seenAlong(field, place.inputs[index] ?? '', axis))
      .reduce((left, right) => unionOf(left, right, positions[axis], place.pixels[axis])),
  );
}
