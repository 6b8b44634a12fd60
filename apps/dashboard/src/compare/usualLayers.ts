import { byArchitecture } from '../networks/byArchitecture';
import type { ChoosableNetwork } from './choicesDocument';

/** The layers to compare when the address names none: the first convolution of the first two networks built alike. */
export function usualLayers(networks: readonly ChoosableNetwork[]): { left: string; right: string } | null {
  const group = byArchitecture(networks).find((candidate) => candidate.networks.length > 1)?.networks ?? networks;
  const left = group[0];
  const right = group[1] ?? left;
  if (!left || !right) return null;
  const layer = left.layers.nodes.find(({ kind }) => kind === 'CONVOLUTION') ?? left.layers.nodes[0];
  const partner = right.layers.nodes.find(({ name }) => name === layer?.name) ?? right.layers.nodes[0];
  return layer && partner ? { left: layer.id, right: partner.id } : null;
}
