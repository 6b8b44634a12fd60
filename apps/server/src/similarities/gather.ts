import { type Derivation, togetherOf } from '@unitgraph/analysis';
import { Computation } from '../computations/computation.js';
import type { Context } from '../context.js';

/** What is there of values that are wanted together. */
export interface Gathered<Value> {
  /** By key; what is missing still computes. */
  readonly found: ReadonlyMap<string, Value>;
  /** The one computation of all that is missing; null when nothing is. */
  readonly computation: Computation | null;
}

/** The values that are there once all are, or once the client is not willing to wait any longer. */
export async function gather<Value>(
  context: Context,
  title: string,
  parts: ReadonlyMap<string, Derivation<Value>>,
): Promise<Gathered<Value>> {
  const { compute } = context.services;
  const look = async (): Promise<ReadonlyMap<string, Value>> => {
    const found = new Map<string, Value>();
    await Promise.all(
      [...parts].map(async ([key, part]) => {
        const value = await compute.find(part);
        if (value !== undefined) found.set(key, value);
      }),
    );
    return found;
  };
  const complete = (found: ReadonlyMap<string, Value>): Gathered<Value> | undefined =>
    found.size === parts.size ? { found, computation: null } : undefined;
  const together = togetherOf(title, [...parts.values()]);
  const there = complete(await look());
  if (there !== undefined) return there;
  if ((await compute.find(together)) !== undefined) {
    // All were there when that was written. What is missing even now was lost, and is made anew.
    const after = complete(await look());
    if (after !== undefined) return after;
    if (context.ledger === undefined) await compute.forget(together);
  }
  const computation = await context.answer(together, () => null);
  return { found: await look(), computation };
}
