/** Addresses of pages, from names and ids. Ids are readable: `unit:alexnet-1/conv3/17`. */

type LayerName = { slug: string; layer: string };
type UnitName = LayerName & { index: number };

const part = encodeURIComponent;

/** The characters of ids that may stand in a query string as they are. */
export function readable(encoded: string): string {
  return encoded.replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%7E', '~');
}

/** A query string in which ids stay readable: `:` and `/` need no escaping there. */
function search(values: Record<string, string | number | null | undefined>): string {
  const pairs = Object.entries(values).filter(([, value]) => value != null && value !== '');
  const text = pairs.map(([key, value]) => `${key}=${readable(part(String(value)))}`);
  return text.length > 0 ? `?${text.join('&')}` : '';
}

export const networkPath = (slug: string): string => `/networks/${part(slug)}`;
export const layerPath = ({ slug, layer }: LayerName): string => `${networkPath(slug)}/layers/${part(layer)}`;
export const unitPath = ({ slug, layer, index }: UnitName): string => `${layerPath({ slug, layer })}/units/${index}`;
export const pairPath = (left: string, right: string): string => `/pair${search({ left, right })}`;
export const comparePath = (left: string, right: string, how: { reduction?: string; view?: string } = {}): string =>
  `/compare${search({ left, right, ...how })}`;
/** What one right unit is predicted from, over the penalty. */
export const predictionPath = (left: string, right: string, predicted: number): string =>
  `/compare${search({ left, right, view: 'PREDICTION', predicted })}`;
export const clustersPath = (left: string, right: string): string =>
  `/compare${search({ left, right, view: 'CLUSTERS' })}`;
export const queryPath = (query?: string): string => `/query${query ? `?query=${part(query)}` : ''}`;

/** Ids write `%` and `~` of layer names as `%25` and `%7E`. */
const unescaped = (layer: string): string => layer.replaceAll('%7E', '~').replaceAll('%25', '%');

/** `layer:alexnet-1/conv3` -> its names; null where the id is of another kind. Layer names may contain slashes. */
export function parseLayerId(id: string): LayerName | null {
  const match = /^layer:([^/]+)\/(.+)$/.exec(id);
  return match ? { slug: match[1]!, layer: unescaped(match[2]!) } : null;
}

/** `unit:alexnet-1/conv3/17` -> its names; null where the id is of another kind. */
export function parseUnitId(id: string): UnitName | null {
  const match = /^unit:([^/]+)\/(.+)\/(\d+)$/.exec(id);
  return match ? { slug: match[1]!, layer: unescaped(match[2]!), index: Number(match[3]) } : null;
}

/** Networks are named by their slugs there. */
export const convergencePath = (slugs: readonly string[]): string =>
  `/convergence${search({ networks: slugs.join(',') })}`;

/** `layer:alexnet-1/conv3`, 17 -> `unit:alexnet-1/conv3/17`. */
export const unitIdIn = (layerId: string, index: number): string => `${layerId.replace(/^layer:/, 'unit:')}/${index}`;

/** The universality of the units of one layer. */
export const universalityPath = (layer: string): string => `/universality${search({ layers: layer })}`;

export const importPath = '/import';
/** All probe sets, with one of them in sight. */
export const probeSetsPath = (slug?: string): string => `/probe-sets${slug === undefined ? '' : `#${part(slug)}`}`;
