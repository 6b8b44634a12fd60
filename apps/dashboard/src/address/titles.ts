import { parseLayerId, parseUnitId } from './paths';

/** What stands behind a key of an address: nothing, a value, or several where it was written twice. */
type Written = string | readonly string[] | null | undefined;

/** Title of the Compare page, by which its layers are known among tabs, bookmarks and the history. */
export function titleOfLayers(left: Written, right: Written): string {
  const [first, second] = [left, right].map((id) => (typeof id === 'string' ? parseLayerId(id) : null));
  if (!first || !second) return 'Compare';
  const name = `${first.layer} of ${first.slug}`;
  return left === right ? `${name} with itself` : `${name} and ${second.layer} of ${second.slug}`;
}

/** Title of the page of two units. */
export function titleOfUnits(left: Written, right: Written): string {
  const [first, second] = [left, right].map((id) => (typeof id === 'string' ? parseUnitId(id) : null));
  if (!first || !second) return 'Matched pair';
  const [one, other] = [first, second].map(({ slug, layer, index }) => `unit ${index} of ${layer} of ${slug}`);
  return `U${one!.slice(1)} and ${other}`;
}
