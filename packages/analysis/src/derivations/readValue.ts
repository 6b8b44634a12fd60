import { unpackBundle } from '../formats/bundle.js';
import type { Store } from '../storage/store.js';
import { definitionOf } from './definitions/index.js';
import type { Derivation } from './derivation.js';

/** A value from the store, and why one that is there cannot be used. */
export interface Kept<Value> {
  readonly value: Value | undefined;
  readonly problem: string | null;
}

/** Reads a finished value. One that is damaged, or whose files are gone, counts as not there, and the problem says so. */
export async function readKept<Value>(store: Store, wanted: Derivation<Value>): Promise<Kept<Value>> {
  const bytes = await store.readValue(wanted.key);
  if (bytes === undefined) return { value: undefined, problem: null };
  let value: Value;
  try {
    value = unpackBundle<Value>(bytes, `The value ${wanted.key}`);
  } catch (error) {
    return { value: undefined, problem: error instanceof Error ? error.message : String(error) };
  }
  const problem = (await definitionOf(wanted.kind).problem?.(value, store)) ?? null;
  return { value: problem === null ? value : undefined, problem };
}

/** The finished value, or undefined where it has to be computed (again). */
export async function readValue<Value>(store: Store, wanted: Derivation<Value>): Promise<Value | undefined> {
  return (await readKept(store, wanted)).value;
}
