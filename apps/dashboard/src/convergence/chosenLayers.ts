import type { ChoosableNetwork } from './choosableDocument';

export type LayerKind = ChoosableNetwork['layers']['nodes'][number]['kind'];

interface Layered {
  readonly layers: { readonly nodes: readonly { readonly name: string; readonly kind: LayerKind }[] };
}

export interface SharedLayer {
  readonly name: string;
  readonly kind: LayerKind;
}

/** Layers whose names all the networks have, in the order of the first one. */
export function sharedLayers(networks: readonly Layered[]): SharedLayer[] {
  const [first, ...others] = networks;
  if (!first) return [];
  return first.layers.nodes.filter(({ name }) =>
    others.every(({ layers }) => layers.nodes.some((layer) => layer.name === name)),
  );
}

/** Layers of any of the networks, each name once, in the order of the networks. */
export function allLayers(networks: readonly Layered[]): SharedLayer[] {
  const byName = new Map<string, SharedLayer>();
  for (const layer of networks.flatMap(({ layers }) => layers.nodes)) {
    if (!byName.has(layer.name)) byName.set(layer.name, layer);
  }
  return [...byName.values()];
}

/** The layers that an address names, else the convolutions, else (where there is none) all. */
export function chosenLayers(shared: readonly SharedLayer[], text: string | null): SharedLayer[] {
  if (text !== null) {
    const names = text.split(',');
    const chosen = shared.filter(({ name }) => names.includes(name));
    if (chosen.length > 0) return chosen;
  }
  const convolutions = shared.filter(({ kind }) => kind === 'CONVOLUTION');
  return convolutions.length > 0 ? convolutions : [...shared];
}

/** The kinds among layers, each once, in one order, so that the same choice is the same question. */
export function kindsOf(layers: readonly SharedLayer[]): LayerKind[] {
  return [...new Set(layers.map(({ kind }) => kind))].sort();
}
