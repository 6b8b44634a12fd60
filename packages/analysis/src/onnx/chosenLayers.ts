import type { Graph } from './graph.js';
import type { LayerCandidate } from './layers.js';
import { factor, hasRole, type Layout } from './layouts/layout.js';
import type { LearntShapes } from './learnShapes.js';
import { ModelRefused, TensorMissing } from './modelRefused.js';

/** A layer that somebody names: a tensor, and which of its axes is the units. */
export interface ChosenLayer {
  readonly tensor: string;
  /** Name in the network; that which it has by rule, or the tensor's, by default. */
  readonly name?: string | null;
  /** Axis of the units, from 0, or from -1 for the last; that which it has by rule by default. */
  readonly unitAxis?: number | null;
}

interface Known {
  readonly graph: Graph;
  readonly learnt: LearntShapes;
  readonly layouts: ReadonlyMap<string, Layout>;
}

/**
 * Layers found by rule, with those that somebody named in their places.
 * @throws {TensorMissing} where there is no such tensor
 * @throws {ModelRefused} where an axis is none, or is that of the batch, or a name is taken
 */
export function chooseLayers(
  found: readonly LayerCandidate[],
  chosen: readonly ChosenLayer[],
  known: Known,
): (LayerCandidate & { layout?: Layout })[] {
  const layers = new Map<string, LayerCandidate & { layout?: Layout }>(found.map((layer) => [layer.tensor, layer]));
  for (const { tensor, name, unitAxis } of chosen) {
    const shape = known.learnt.shapes.get(tensor);
    if (known.graph.producerOf(tensor) === undefined || shape === undefined || known.graph.isFixed(tensor)) {
      throw new TensorMissing(tensor, computedTensors(known.graph));
    }
    const byRule = layers.get(tensor) ?? { name: tensor, tensor, kind: 'OTHER' as const };
    const layout = unitAxis == null ? undefined : layoutWith(tensor, shape, unitAxis, known);
    if (layout === undefined && !known.layouts.has(tensor)) {
      throw new ModelRefused(
        `Which axis of ${tensor} [${shape.join(', ')}] is the units is not known.`,
        'Say so with unitAxis: 0 for its first axis, -1 for its last.',
      );
    }
    layers.set(tensor, { ...byRule, name: name ?? byRule.name, ...(layout === undefined ? {} : { layout }) });
  }
  const names = [...layers.values()].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new ModelRefused(`Two layers would be called ${twice}.`, 'Give the named layer another name.');
  }
  const order = computedTensors(known.graph);
  return [...layers.values()].sort((a, b) => order.indexOf(a.tensor) - order.indexOf(b.tensor));
}

function layoutWith(tensor: string, shape: readonly number[], unitAxis: number, { learnt, layouts }: Known): Layout {
  const axis = unitAxis < 0 ? unitAxis + shape.length : unitAxis;
  const said = `The tensor ${tensor} has shape [${shape.join(', ')}] for ${learnt.batch} stimuli`;
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length) {
    throw new ModelRefused(`${said}: it has no axis ${unitAxis}.`, `Choose one of 0 to ${shape.length - 1}.`);
  }
  const byRule = layouts.get(tensor);
  const batch = byRule === undefined ? shape.indexOf(learnt.batch) : byRule.findIndex((each) => hasRole(each, 'BATCH'));
  if (batch < 0) {
    throw new ModelRefused(
      `${said}, none of which is the batch.`,
      'Choose a tensor with one value or more a stimulus.',
    );
  }
  if (batch === axis) {
    throw new ModelRefused(`${said}: its axis ${unitAxis} is the batch.`, 'Choose another axis for the units.');
  }
  return shape.map((extent, index) => {
    if (index === axis) return [factor('UNIT', extent)];
    const before = byRule?.[index];
    // An axis that counts the batch and something else is taken apart as the rule has it.
    if (index === batch) return before ?? [factor('BATCH', extent)];
    return [factor('POSITION', extent, before?.length === 1 && before[0]?.open === true)];
  });
}

function computedTensors(graph: Graph): string[] {
  return graph.file.nodes.flatMap((node) => node.output).filter((tensor) => tensor !== '' && !graph.isFixed(tensor));
}
