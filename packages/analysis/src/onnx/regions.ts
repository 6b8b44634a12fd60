import type { Graph } from './graph.js';
import type { Node } from './modelFile.js';
import { computedInputs } from './operators.js';

/** Operations that begin at one tensor and end in one, nothing between read from outside. */
export interface Region {
  readonly exit: string;
  readonly operations: readonly Node[];
}

/** Operations that a region may have: more than any activation function or normalisation takes. */
const MOST = 24;

/**
 * What a tensor goes through until its ways are one again: an activation function or a normalisation that an exporter wrote as
 * several operations.
 * @param isPart which operations may belong to it
 * @param isWhole whether these operations, the last one at last, are what is looked for
 * @returns null where the ways do not come together, or come from other tensors too
 */
export function regionAfter(
  graph: Graph,
  tensor: string,
  isPart: (node: Node) => boolean,
  isWhole: (operations: readonly Node[]) => boolean,
): Region | null {
  const inside = new Set([tensor]);
  const visited = new Set<Node>();
  const isDone = (each: string): boolean =>
    !graph.isOutput(each) &&
    graph.consumersOf(each).length > 0 &&
    graph.consumersOf(each).every((node) => visited.has(node));
  while (visited.size < MOST) {
    const next = [...inside]
      .flatMap((each) => graph.consumersOf(each))
      .find(
        (node) => !visited.has(node) && isPart(node) && computedInputs(graph, node).every((each) => inside.has(each)),
      );
    const output = next?.output[0];
    if (next === undefined || output === undefined) return null;
    visited.add(next);
    inside.add(output);
    const [exit, ...others] = [...inside].filter((each) => !isDone(each));
    if (exit === undefined || others.length > 0 || visited.size < 2) continue;
    const operations = [...visited];
    if (isWhole(operations)) return { exit, operations };
  }
  return null;
}
