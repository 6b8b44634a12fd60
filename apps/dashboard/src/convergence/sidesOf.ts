/**
 * The two networks whose layers are compared: those that an address names by slug, else the first two chosen, else the first
 * with itself. Null where there is no network.
 */
export function sidesOf<Network extends { readonly slug: string }>(
  networks: readonly Network[],
  chosen: readonly Network[],
  text: string | null,
): { left: Network; right: Network } | null {
  const named = (text ?? '').split(',').map((slug) => networks.find((network) => network.slug === slug));
  const left = named[0] ?? chosen[0] ?? networks[0];
  if (left === undefined) return null;
  return { left, right: named[1] ?? chosen.find((network) => network !== left) ?? left };
}
