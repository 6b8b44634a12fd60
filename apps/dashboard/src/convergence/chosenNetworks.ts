import { byArchitecture } from '../networks/byArchitecture';

interface Named {
  readonly id: string;
  readonly slug: string;
  readonly architecture: string | null;
}

/**
 * The networks that an address names by slug or id, in the order of the catalog; those that are not there are named, too.
 * Without an address: the first group built alike that has at least two members.
 */
export function chosenNetworks<Network extends Named>(
  networks: readonly Network[],
  text: string | null,
): { chosen: Network[]; unknown: string[] } {
  if (text === null) {
    const group = byArchitecture(networks).find((candidate) => candidate.networks.length > 1);
    return { chosen: group?.networks ?? [...networks], unknown: [] };
  }
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const isNamed = ({ id, slug }: Named) => names.includes(id) || names.includes(slug);
  const unknown = names.filter((name) => !networks.some(({ id, slug }) => id === name || slug === name));
  return { chosen: networks.filter(isNamed), unknown };
}
