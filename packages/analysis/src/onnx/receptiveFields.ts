import { fieldThrough } from './fieldRules.js';
import type { Field } from './fields.js';
import type { Graph } from './graph.js';
import type { Layout } from './layouts/layout.js';
import type { LearntShapes } from './learnShapes.js';
import type { ReceptiveField } from './model.js';
import { computedInputs } from './operators.js';

/**
 * Receptive fields of tensors with spatial axes, through all paths from the input: where paths meet, the box around what
 * is seen along any of them. A field holds every pixel that can change a value; where paths have different strides, and
 * between the steps of an enlargement, it may hold more.
 * @returns by tensor; null where an operation on the way is not known, for a field is never guessed
 */
export function findReceptiveFields(
  graph: Graph,
  learnt: LearntShapes,
  layouts: ReadonlyMap<string, Layout>,
): Map<string, ReceptiveField | null> {
  const { input, nodes } = graph.file;
  const [, height, width] = input.shape;
  if (height === undefined || width === undefined) return new Map();
  const pixel = { size: 1, stride: 1, start: 0 };
  const known = new Map<string, Field | null>([[input.name, [pixel, pixel]]]);
  for (const node of nodes) {
    const inputs = computedInputs(graph, node);
    if (inputs.length === 0) continue;
    const fields = inputs.map((tensor) => known.get(tensor) ?? null);
    const field = areKnown(fields)
      ? fieldThrough({ graph, learnt, layouts, pixels: [height, width], node, inputs, fields })
      : null;
    // Second outputs are masks and indices, but for Split, whose outputs are all alike.
    for (const [index, tensor] of node.output.entries())
      known.set(tensor, index === 0 || node.opType === 'Split' ? field : null);
  }
  return new Map([...known].map(([tensor, field]) => [tensor, field && asReceptiveField(field)]));
}

function areKnown(fields: readonly (Field | null)[]): fields is readonly Field[] {
  return !fields.includes(null);
}

function asReceptiveField(field: Field): ReceptiveField {
  return {
    size: field.map((axis) => axis.size),
    stride: field.map((axis) => axis.stride),
    start: field.map((axis) => axis.start),
  };
}
