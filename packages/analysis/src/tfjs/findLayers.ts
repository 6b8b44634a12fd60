import type { LayerKind } from '../onnx/model.js';
import type { Operation } from './operation.js';

/** A tensor that is a layer by the operations around it. */
export interface FoundLayer {
  readonly name: string;
  readonly tensor: string;
  readonly kind: LayerKind;
}

const KINDS: { readonly [kind: string]: LayerKind } = {
  CONVOLUTION: 'CONVOLUTION',
  DENSE: 'DENSE',
  EMBEDDING: 'EMBEDDING',
  SUM: 'RESIDUAL',
};

/**
 * The layers of a network, in the order in which they are computed, by the same rules as of an ONNX file: the output of each
 * convolution, dense operation, embedding and residual sum, after normalisation and activation function where these are all
 * that reads it; not what goes into a sum as it is; layers side by side; the outputs.
 * @param operations in the order in which they are computed
 * @param outputs tensors that the network puts out
 */
export function findLayers(operations: readonly Operation[], outputs: readonly string[]): FoundLayer[] {
  const readers = new Map<string, Operation[]>();
  for (const operation of operations)
    for (const input of new Set(operation.inputs)) readers.set(input, [...(readers.get(input) ?? []), operation]);
  const around = { readers, outputs: new Set(outputs) };
  const found = new Map<string, FoundLayer>();
  for (const source of operations) {
    const kind = KINDS[source.kind];
    if (kind === undefined) continue;
    const settled = settle(source, around);
    if (settled === null || found.has(settled)) continue;
    found.set(settled, { name: source.name, tensor: settled, kind: isLast(settled, around) ? 'OUTPUT' : kind });
  }
  for (const { kind, tensor, name, inputs } of operations) {
    if (kind !== 'CONCATENATION' || inputs.length < 2 || found.has(tensor)) continue;
    if (inputs.every((input) => (readers.get(input)?.length ?? 0) === 1))
      found.set(tensor, { name, tensor, kind: 'OTHER' });
  }
  for (const tensor of outputs) {
    const producer = operations.find((operation) => operation.tensor === tensor);
    if (found.has(tensor) || producer === undefined || producer.kind === 'INPUT') continue;
    found.set(tensor, { name: producer.name, tensor, kind: 'OUTPUT' });
  }
  const order = new Map(operations.map(({ tensor }, index) => [tensor, index]));
  const layers = [...found.values()].sort((a, b) => (order.get(a.tensor) ?? 0) - (order.get(b.tensor) ?? 0));
  return withNamesOfTheirOwn(layers);
}

interface Around {
  readonly readers: ReadonlyMap<string, readonly Operation[]>;
  readonly outputs: ReadonlySet<string>;
}

/** Follows an operation to its activation function; null where its output goes into a sum as it is. */
function settle(source: Operation, { readers, outputs }: Around): string | null {
  let layer = source.tensor;
  let tensor = source.tensor;
  if (source.isActivated) return layer;
  // What is a layer when no activation function comes: poolings do not belong to it.
  let pooled = false;
  while (!outputs.has(tensor)) {
    const [next, ...others] = readers.get(tensor) ?? [];
    if (next === undefined || others.length > 0) break;
    if (next.kind === 'ACTIVATION') return next.tensor;
    if (next.kind === 'SUM' && !pooled) return null;
    if (next.kind === 'POOLING') pooled = true;
    else if (next.kind !== 'NORMALIZATION' && next.kind !== 'PASSING') break;
    else if (!pooled) layer = next.tensor;
    tensor = next.tensor;
    if (next.isActivated) return tensor;
  }
  return layer;
}

function isLast(tensor: string, { readers, outputs }: Around): boolean {
  return outputs.has(tensor) && (readers.get(tensor) ?? []).length === 0;
}

function withNamesOfTheirOwn(layers: readonly FoundLayer[]): FoundLayer[] {
  const used = new Map<string, number>();
  return layers.map((layer) => {
    const count = (used.get(layer.name) ?? 0) + 1;
    used.set(layer.name, count);
    return count === 1 ? layer : { ...layer, name: `${layer.name}.${count}` };
  });
}
