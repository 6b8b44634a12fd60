/** Networks of the same architecture together, in the order of their first appearance: these are the ones to compare. */
export function byArchitecture<Network extends { architecture: string | null }>(
  networks: readonly Network[],
): { architecture: string; networks: Network[] }[] {
  const groups = new Map<string, Network[]>();
  for (const network of networks) {
    const name = network.architecture ?? 'Other';
    groups.set(name, [...(groups.get(name) ?? []), network]);
  }
  return [...groups].map(([architecture, members]) => ({ architecture, networks: members }));
}
