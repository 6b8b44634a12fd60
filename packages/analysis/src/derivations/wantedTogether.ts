import { type Derivation, derivation } from './derivation.js';
import type { Together } from './values.js';

/**
 * Values that are wanted as one, such as the cells of a matrix: one progress to follow, one work to stop. The parts stay
 * values of their own, kept and shared like any other, so that a work that was cut off goes on where it stopped and those
 * that are finished can be shown before the last one is.
 * @param title in words, what all of them are
 */
export function togetherOf(title: string, parts: readonly Derivation[]): Derivation<Together> {
  return derivation({ kind: 'together', version: 1, title, parameters: { parts }, size: { parts: parts.length } });
}
