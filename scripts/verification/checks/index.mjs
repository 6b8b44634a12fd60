import { MATCHING_CHECKS } from './matchings.mjs';
import { SIMILARITY_CHECKS } from './similarity.mjs';
import { STATISTICS_CHECKS } from './statistics.mjs';
import { UNIT_CHECKS } from './units.mjs';

/**
 * What is known about each key of an expected.json. A check is
 *   key        the key, or a pattern whose groups are handed to `run` after the expected value
 *   run        (inputs, wanted, ...groups) => the value in the expected form, or { found, wanted } where both are brought
 *              into another form first (partners, for example, are compared by their values)
 *   tolerance  allowed relative error, 1e-5 unless it says otherwise; `absolute: true` makes it an absolute one
 *   floor      what an error is relative to at the least
 */
export const CHECKS = [...STATISTICS_CHECKS, ...MATCHING_CHECKS, ...SIMILARITY_CHECKS, ...UNIT_CHECKS];
