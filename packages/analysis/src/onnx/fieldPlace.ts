import { type AxisField, type Field, spanOf } from './fields.js';
import { type Graph, integerAttribute } from './graph.js';
import { factorsIn, hasRole, isOnly, type Layout } from './layouts/layout.js';
import type { LearntShapes } from './learnShapes.js';
import type { Node } from './modelFile.js';

/** One operation, with what its computed inputs see. */
export interface Place {
  readonly graph: Graph;
  readonly learnt: LearntShapes;
  readonly layouts: ReadonlyMap<string, Layout>;
  /** Height and width of the network's input. */
  readonly pixels: readonly [number, number];
  readonly node: Node;
  readonly inputs: readonly string[];
  /** One for each of `inputs`. */
  readonly fields: readonly Field[];
}

/** What the first output of an operation sees, given what its one computed input sees; null where that is not known. */
export type Rule = (field: Field, place: Place) => Field | null;

/** Both axes or none. */
export function alongBoth(rule: (axis: 0 | 1) => AxisField | null): Field | null {
  const vertical = rule(0);
  const horizontal = rule(1);
  return vertical && horizontal && [vertical, horizontal];
}

export function shapeOf({ learnt }: Place, tensor: string | undefined): readonly number[] {
  return learnt.shapes.get(tensor ?? '') ?? [];
}

/** Extents of the two axes that say where; 1 where a tensor has no such axes. */
export function extentsOf(place: Place, tensor: string | undefined): readonly [number, number] {
  const layout = place.layouts.get(tensor ?? '');
  if (layout !== undefined) {
    const [height, width] = factorsIn(layout, 'POSITION');
    return [height?.extent ?? 1, width?.extent ?? 1];
  }
  const shape = shapeOf(place, tensor);
  return shape.length > 2 ? [shape.at(-2) ?? 1, shape.at(-1) ?? 1] : [1, 1];
}

/** Which axes of a tensor say where, height then width; null where these are not two axes of their own. */
export function gridOf(place: Place, tensor: string | undefined): readonly [number, number] | null {
  const layout = place.layouts.get(tensor ?? '');
  if (layout === undefined) return shapeOf(place, tensor).length === 4 ? [2, 3] : null;
  const axes = layout.flatMap((axis, index) => (hasRole(axis, 'POSITION') ? [index] : []));
  const [height, width, third] = axes;
  const areAlone = axes.every((axis) => layout[axis]?.length === 1);
  return height === undefined || width === undefined || third !== undefined || !areAlone ? null : [height, width];
}

/** Whether an axis, counted from the front, tells nothing but units apart. */
export function isOfUnits(place: Place, tensor: string | undefined, axis: number): boolean {
  const layout = place.layouts.get(tensor ?? '');
  return layout === undefined ? axis === 1 : isOnly(layout[axis] ?? [], 'UNIT');
}

/** What a tensor's values say of where, outermost first; undefined where that is not known. */
export function positionsOf(place: Place, tensor: string | undefined): string | undefined {
  const layout = place.layouts.get(tensor ?? '');
  return (
    layout &&
    factorsIn(layout, 'POSITION')
      .map(({ extent }) => extent)
      .filter((extent) => extent > 1)
      .join(' x ')
  );
}

/** All that the positions of a tensor see together along one axis. */
export function spanAlong(place: Place, tensor: string | undefined, field: Field, axis: 0 | 1): AxisField {
  return spanOf(field[axis], extentsOf(place, tensor)[axis], place.pixels[axis]);
}

/** An axis of the operation's input, counted from the front. */
export function axisAttribute(place: Place, otherwise: number): number {
  const axis = integerAttribute(place.node, 'axis', otherwise);
  return axis < 0 ? axis + shapeOf(place, place.inputs[0]).length : axis;
}

/** For what puts all positions in relation to each other: each output sees all that they see. */
export const mixing: Rule = (field, place) => alongBoth((axis) => spanAlong(place, place.inputs[0], field, axis));
