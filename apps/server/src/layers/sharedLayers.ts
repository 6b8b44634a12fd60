import type { LayerKind } from '../enums.js';
import type { Network } from '../networks/network.js';
import { layerOf, layersOf } from './layer.js';

/** Names of layers that all the networks have, in the order of depth of the first. */
export function sharedLayers([first, ...others]: readonly Network[], kinds?: readonly LayerKind[]): string[] {
  if (first === undefined) return [];
  return layersOf(first)
    .filter(
      ({ kind, name }) =>
        (kinds === undefined || kinds.includes(kind)) && others.every((other) => layerOf(other, name) !== undefined),
    )
    .map(({ name }) => name);
}
