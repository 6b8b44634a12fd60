import type { Graph } from '../graph.js';
import type { LearntShapes } from '../learnShapes.js';
import type { ModelInput } from '../modelInputs.js';
import { factor, type Layout } from './layout.js';
import { layoutThrough } from './layoutRules.js';

/**
 * What the axes of every tensor are, found by following those of the input through the operations: convolutions make units
 * on the axis after the batch, products with weights on their last axis, and transpositions and reshapings carry axes
 * about.
 * @returns by tensor; what is missing is not known
 */
export function findLayouts(graph: Graph, learnt: LearntShapes): Map<string, Layout> {
  const { input, nodes } = graph.file;
  const known = new Map<string, Layout>([[input.name, inputLayout(input, learnt)]]);
  for (const node of nodes) {
    const layouts = node.input.map((tensor) => known.get(tensor) ?? null);
    if (layouts.every((layout) => layout === null) && node.opType !== 'Conv') continue;
    for (const tensor of node.output) {
      const shape = learnt.shapes.get(tensor);
      if (shape === undefined || graph.isFixed(tensor)) continue;
      const layout = layoutThrough({
        node,
        layouts,
        first: layouts[0] ?? null,
        shape,
        batch: learnt.batch,
        extents: (name) => learnt.shapes.get(name ?? '') ?? [],
        values: (name) => learnt.values.get(name ?? ''),
      });
      if (layout !== null) known.set(tensor, layout);
    }
  }
  return known;
}

function inputLayout({ kind, isOpen, name }: ModelInput, { batch, shapes }: LearntShapes): Layout {
  const [, ...extents] = shapes.get(name) ?? [];
  const roles =
    kind === 'IMAGE_CHANNELS_LAST'
      ? (['POSITION', 'POSITION', 'UNIT'] as const)
      : kind === 'TOKENS'
        ? (['POSITION'] as const)
        : (['UNIT', 'POSITION', 'POSITION'] as const);
  return [[factor('BATCH', batch)], ...extents.map((extent, axis) => [factor(roles[axis] ?? 'UNIT', extent, isOpen)])];
}
