import { type Derivation, inputsOf } from '../derivation.js';

/** What has to be computed for these: those that are not there, and of them the inputs that are not. Each once. */
export async function missingOf(
  wanted: readonly Derivation[],
  has: (wanted: Derivation) => Promise<boolean>,
): Promise<Derivation[]> {
  const missing = new Map<string, Derivation>();
  const visit = async (each: Derivation): Promise<void> => {
    if (missing.has(each.key) || (await has(each))) return;
    missing.set(each.key, each);
    for (const input of inputsOf(each)) await visit(input);
  };
  for (const each of wanted) await visit(each);
  return [...missing.values()];
}
