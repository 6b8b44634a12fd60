import type { Graph } from './graph.js';
import type { LayerKind } from './model.js';
import type { Node } from './modelFile.js';
import { computedInputs, isActivation, isAffine, isReshaping } from './operators.js';

/** A layer before it has a name: its tensor, its kind, and the operation that it is the outcome of. */
export interface NamelessLayer {
  readonly tensor: string;
  readonly kind: LayerKind;
  readonly source: Node | null;
}

/** What initialisers are called after the module that they belong to. */
const WEIGHT = /^(.+)[./](?:weight|kernel|bias|W|w|B|b)(?::\d+)?$/;
/** Where the exporter of PyTorch 2 writes the modules around an operation, outermost first, and the operation at last. */
const SCOPES = 'pkg.torch.onnx.name_scopes';

/**
 * One unique name a layer: the module that its operation is in, by what the exporter says of it, by the name of the
 * operation, or else by that of its weights. A sum without a module is named after the module around the operation that
 * ends in it. Heads of an attention go by its module and `heads`; of several sums in a module, the last has its name and those
 * before it that and `mid`. What has none of these goes by the name of its operation, and an output without an operation of
 * its own by the name of its tensor.
 */
export function nameLayers(graph: Graph, layers: readonly NamelessLayer[]): string[] {
  const bases = layers.map(({ tensor, source, kind }) => {
    const module = source && (moduleOf(source) ?? moduleOfWeights(source) ?? moduleBySurroundings(graph, source, kind));
    const base = module ?? plain(source?.name || tensor);
    return kind === 'ATTENTION' ? `${base}.heads` : base;
  });
  const isSum = (index: number): boolean => layers[index]?.kind === 'RESIDUAL' && layers[index]?.source !== null;
  const taken = new Set<string>();
  return bases.map((base, index) => {
    const isMid = isSum(index) && bases.some((other, later) => later > index && other === base && isSum(later));
    const wanted = isMid ? `${base}.mid` : base;
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  });
}

function moduleBySurroundings(graph: Graph, source: Node, kind: LayerKind): string | null {
  return kind === 'ATTENTION' ? moduleAhead(graph, source) : moduleAround(graph, source);
}

/** For the heads of an attention: the module around the projection that comes next. */
function moduleAhead(graph: Graph, source: Node): string | null {
  let node: Node | undefined = source;
  for (let steps = 0; steps < 8 && node !== undefined; steps++) {
    node = graph.consumersOf(node.output[0] ?? '').find(({ opType }) => opType !== 'Shape');
    const module = node === undefined ? null : moduleOfWeights(node);
    if (module !== null) return module.split('.').slice(0, -1).join('.') || null;
  }
  return null;
}

/** `/stage1/block2/conv1/Conv` gives `stage1.block2.conv1`; null for names that only number operations, as `Conv_0`. */
function moduleOf(node: Node): string | null {
  const scopes = node.metadataProps.find(({ key }) => key === SCOPES)?.value;
  const module = [...(scopes?.matchAll(/'([^']*)'/g) ?? [])].at(-2)?.[1];
  if (module !== undefined) return module === '' ? null : module;
  const parts = node.name.split('/').filter((part) => part !== '');
  const last = parts.at(-1) ?? '';
  // Conv, Conv_3, Conv2D, BiasAdd; and node_conv2d_3 from the exporter of PyTorch 2.
  const number = last.startsWith(node.opType) ? last.slice(node.opType.length) : null;
  const isOperation = (number !== null && /^(?:[123]D)?(?:_\d+)?$/.test(number)) || /^(?:BiasAdd|node_.*)$/.test(last);
  if (isOperation) parts.pop();
  const path: string[] = [];
  for (const part of parts) {
    // Members of a sequence repeat its name: /features/features.0/Conv.
    if (part.startsWith(`${path.at(-1)}.`)) path.pop();
    path.push(part);
  }
  return path.length > 0 ? path.join('.') : null;
}

function moduleOfWeights(node: Node): string | null {
  for (const tensor of node.input) {
    const module = WEIGHT.exec(tensor)?.[1];
    if (module !== undefined) return module.replaceAll('/', '.');
  }
  return null;
}

/** For a sum: the module around the operation that ends a way into it, the outermost where several do. */
function moduleAround(graph: Graph, sum: Node): string | null {
  // A path of modules that ends here says that there is none around.
  if (sum.name.startsWith('/')) return null;
  const around = computedInputs(graph, sum).flatMap((input) => {
    let node = graph.producerOf(input);
    const seen = new Set<Node>();
    while (node !== undefined && (isAffine(graph, node) || isReshaping(node)) && !seen.has(node)) {
      seen.add(node);
      node = graph.producerOf(computedInputs(graph, node)[0] ?? '');
    }
    // Ways that end in an activation function or in a sum come from the block before.
    const isBefore = node === undefined || isActivation(node) || node.opType === 'Add' || node.opType === 'Sum';
    const module = isBefore || node === undefined ? null : (moduleOf(node) ?? moduleOfWeights(node));
    // The number of a member of a sequence is no module of its own: features.2.conv.2 is in features.2.
    return (
      module
        ?.replace(/\.\d+$/, '')
        .split('.')
        .slice(0, -1)
        .join('.') || []
    );
  });
  return around.sort((a, b) => a.length - b.length)[0] ?? null;
}

function plain(name: string): string {
  const short = name
    .replace(/^node_/, '')
    .replace(/_output_0$/, '')
    .replace(/:0$/, '');
  return (
    short
      .split('/')
      .filter((part) => part !== '')
      .join('.') || name
  );
}
