import { ModelRefused } from '../onnx/modelRefused.js';
import { isRecord } from './modelJson.js';

const REMEDY =
  'Save the model again. Keras 3 writes layers in another way: save it with Keras 2 (the package tf_keras), or convert it to ONNX.';

/** A use of a layer that waits for others. */
interface Waiting {
  readonly layer: string;
  readonly reads: readonly string[];
}

/**
 * Looks whether every layer can be reached from inputs: the library would search for one that is not there for ever.
 * @param topology of a LayersModel, models within it included
 * @throws {ModelRefused} that names a layer that cannot be reached
 */
export function checkConnections(topology: unknown): void {
  if (Array.isArray(topology)) for (const each of topology) checkConnections(each);
  if (!isRecord(topology)) return;
  const { layers } = topology;
  if (Array.isArray(layers) && layers.some((layer) => isRecord(layer) && 'inbound_nodes' in layer)) checkLayers(layers);
  for (const value of Object.values(topology)) checkConnections(value);
}

function checkLayers(layers: readonly unknown[]): void {
  const made = new Set<string>();
  const names = new Set<string>();
  let waiting: Waiting[] = [];
  for (const layer of layers) {
    const { name, inbound_nodes: uses } = isRecord(layer) ? layer : {};
    if (typeof name !== 'string' || !Array.isArray(uses)) throw refused('a layer has no name or no inbound_nodes');
    if (names.has(name)) throw refused(`two layers are called ${name}`);
    names.add(name);
    if (uses.length === 0) made.add(useOf(name, 0));
    else waiting.push(...uses.map((use) => ({ layer: name, reads: readsOf(name, use) })));
  }
  const counts = new Map<string, number>();
  for (let before = -1; waiting.length !== before; ) {
    before = waiting.length;
    waiting = waiting.filter(({ layer, reads }) => {
      if (!reads.every((read) => made.has(read))) return true;
      const count = counts.get(layer) ?? 0;
      counts.set(layer, count + 1);
      made.add(useOf(layer, count));
      return false;
    });
  }
  const [lost] = waiting;
  if (lost === undefined) return;
  const missing = lost.reads.find((read) => !made.has(read)) ?? '';
  throw refused(`the layer ${lost.layer} reads ${missing.replace(/ 0$/, '')}, which no input leads to`);
}

function readsOf(layer: string, use: unknown): string[] {
  if (!Array.isArray(use)) throw refused(`the inbound_nodes of ${layer} are no lists`);
  return use.map((read) => {
    const [name, index] = Array.isArray(read) ? read : [];
    if (typeof name !== 'string' || !Number.isInteger(index))
      throw refused(`the inbound_nodes of ${layer} name no layer`);
    return useOf(name, index);
  });
}

function useOf(layer: string, index: number): string {
  return `${layer} ${index}`;
}

function refused(why: string): ModelRefused {
  return new ModelRefused(`This TensorFlow.js model cannot be read: ${why}.`, REMEDY);
}
