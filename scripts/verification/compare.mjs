/** Relative error that is allowed where a check does not say otherwise. */
const TOLERANCE = 1e-5;
/**
 * Errors are relative to the expected number, or to this share of the largest in its list where that is more, or to
 * `floor`: of a number that is zero but for rounding, a relative error says nothing.
 */
const SHARE_OF_LARGEST = 1e-2;
const FLOOR = 1e-6;

/**
 * Compares numbers, lists and objects of them, of the same form. Null, NaN and a missing value are the same: no value.
 * @returns the entry that is furthest off, and whether even that is within the tolerance
 */
export function compare(found, wanted, { tolerance = TOLERANCE, floor = FLOOR, absolute = false } = {}) {
  const pairs = [];
  const problem = pair(found, wanted, '', pairs);
  if (problem !== undefined) return { agrees: false, note: problem };
  if (pairs.length === 0) return { agrees: true, value: 'none', expected: 'none', error: 0 };
  const errors = pairs.map(({ found: value, wanted: target, largest }) => {
    if (target === null || value === null) return target === value ? 0 : Number.POSITIVE_INFINITY;
    const scale = absolute ? 1 : Math.max(Math.abs(target), SHARE_OF_LARGEST * largest, floor);
    return Math.abs(value - target) / scale;
  });
  const worst = errors.reduce((place, error, index) => (error > errors[place] ? index : place), 0);
  const error = errors[worst];
  const { found: value, wanted: target, path } = pairs[worst];
  const note = pairs.length > 1 ? `worst of ${pairs.length}, at ${path}` : undefined;
  return { agrees: error <= tolerance, value, expected: target, error, note: absolute ? `${note}, absolute` : note };
}

/** Lists all pairs of numbers; says where the forms differ. */
function pair(found, wanted, path, pairs) {
  if (typeof wanted === 'number' || wanted === null) {
    if (typeof found !== 'number' && found !== null && found !== undefined) return `no number at ${path || 'the top'}`;
    const value = found === undefined || Number.isNaN(found) ? null : found;
    pairs.push({ found: value, wanted, path, largest: Math.abs(wanted ?? 0) });
    return undefined;
  }
  if (typeof wanted !== 'object' || typeof found !== 'object' || found === null)
    return `unlike forms at ${path || 'the top'}`;
  const list = Array.isArray(wanted);
  if (list && found.length !== wanted.length) {
    return `${found.length} entries where ${wanted.length} are expected${path && ` at ${path}`}`;
  }
  const first = pairs.length;
  for (const key of Object.keys(wanted)) {
    const problem = pair(found[key], wanted[key], list ? `${path}[${key}]` : `${path}.${key}`, pairs);
    if (problem !== undefined) return problem;
  }
  if (list) {
    const own = pairs.slice(first);
    const largest = own.reduce((most, { wanted: target }) => Math.max(most, Math.abs(target ?? 0)), 0);
    for (const entry of own) entry.largest = Math.max(entry.largest, largest);
  }
  return undefined;
}
