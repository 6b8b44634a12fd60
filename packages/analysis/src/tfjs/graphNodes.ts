import { ModelRefused } from '../onnx/modelRefused.js';
import { isRecord } from './modelJson.js';

/** One node of a TensorFlow graph, as far as it is looked at. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Names of the nodes that it reads; those it only waits for are left out. */
  readonly inputs: readonly string[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Extents of a pooling's window. */
  readonly kernel: readonly number[];
  readonly padding: 'SAME' | 'VALID' | readonly number[];
  readonly dataFormat: string;
  /** Operations that were fused into it. */
  readonly fused: readonly string[];
  /** Of a placeholder; -1 where an extent is open. */
  readonly shape: readonly number[] | null;
  readonly type: string | null;
}

const MOST_NODES = 100_000;

/** @throws {ModelRefused} where it is no list of nodes */
export function readNodes(topology: { readonly [key: string]: unknown }): GraphNode[] {
  const { node } = topology;
  if (!Array.isArray(node) || node.length > MOST_NODES) throw refused('its modelTopology has no list of nodes');
  const nodes = node.map(readNode);
  const names = new Set(nodes.map(({ name }) => name));
  if (names.size < nodes.length) throw refused('two of its nodes have one name');
  return nodes;
}

function readNode(node: unknown): GraphNode {
  const { name, op, input = [], attr = {} } = isRecord(node) ? node : {};
  const areTexts = Array.isArray(input) && input.every((each) => typeof each === 'string');
  if (typeof name !== 'string' || typeof op !== 'string' || !areTexts || !isRecord(attr)) {
    throw refused(`a node (${JSON.stringify(name ?? null).slice(0, 80)}) lacks name, op, input or attr`);
  }
  const numbers = (key: string): number[] => listOf(attr[key], 'i').map(Number);
  const [padding] = textsOf(attr.padding);
  const explicit = numbers('explicit_paddings');
  return {
    name,
    op,
    inputs: input.filter((each) => !each.startsWith('^')).map((each) => each.replace(/:\d+$/, '')),
    strides: numbers('strides'),
    dilations: numbers('dilations'),
    kernel: numbers('ksize'),
    // Pairs of before and after for batch, height, width, channels.
    padding: padding === 'EXPLICIT' ? [explicit[2] ?? 0, explicit[4] ?? 0] : padding === 'SAME' ? 'SAME' : 'VALID',
    dataFormat: textsOf(attr.data_format)[0] ?? '',
    fused: textsOf(attr.fused_ops),
    shape: shapeOf(attr.shape),
    type: isRecord(attr.dtype) && typeof attr.dtype.type === 'string' ? attr.dtype.type : null,
  };
}

function listOf(attribute: unknown, key: string): unknown[] {
  if (!isRecord(attribute)) return [];
  const list = isRecord(attribute.list) ? attribute.list[key] : undefined;
  if (Array.isArray(list)) return list;
  return key in attribute ? [attribute[key]] : [];
}

/** Texts are bytes in base64. */
function textsOf(attribute: unknown): string[] {
  return listOf(attribute, 's').map((text) => Buffer.from(String(text), 'base64').toString('latin1'));
}

function shapeOf(attribute: unknown): number[] | null {
  const shape = isRecord(attribute) ? attribute.shape : undefined;
  if (!isRecord(shape) || !Array.isArray(shape.dim)) return null;
  return shape.dim.map((extent) => Number(isRecord(extent) ? (extent.size ?? -1) : -1));
}

function refused(why: string): ModelRefused {
  return new ModelRefused(
    `This TensorFlow.js model.json cannot be read: ${why}.`,
    'Convert it again with tensorflowjs_converter in Python.',
  );
}
