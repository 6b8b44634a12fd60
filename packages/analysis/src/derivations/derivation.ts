import { createHash } from 'node:crypto';

/** What may stand in a derivation's parameters. A nested derivation is an input. */
export type Parameter =
  | string
  | number
  | boolean
  | null
  | Derivation
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };

/**
 * A value that can be computed, said completely: two derivations with the same key have the same value, on every machine.
 * Plain JSON, so it travels between processes; the phantom `Value` is its type once computed.
 */
export interface Derivation<Value = unknown> {
  readonly kind: string;
  /** Raised when the algorithm changes its results. */
  readonly version: number;
  readonly parameters: { readonly [name: string]: Parameter };
  /** In words, for people. Not part of the key. */
  readonly title: string;
  /** What a price needs to know and the parameters only imply (samples, units). Not part of the key. */
  readonly size: { readonly [name: string]: number };
  /** SHA-256 of kind, version and parameters, nested derivations standing for their keys. */
  readonly key: string;
  /** Never there: it carries the type of the value. */
  readonly value?: Value;
}

export function derivation<Value>(
  said: Pick<Derivation, 'kind' | 'version' | 'parameters' | 'title' | 'size'>,
): Derivation<Value> {
  const canonical = canonicalJson([said.kind, said.version, said.parameters]);
  return { ...said, key: createHash('sha256').update(canonical).digest('hex') };
}

export function isDerivation(parameter: unknown): parameter is Derivation {
  return (
    typeof parameter === 'object' &&
    parameter !== null &&
    'key' in parameter &&
    'kind' in parameter &&
    'version' in parameter
  );
}

/** The derivations that stand in the parameters, at any depth of plain objects and lists. */
export function inputsOf(wanted: Derivation): Derivation[] {
  const found: Derivation[] = [];
  const visit = (parameter: Parameter): void => {
    if (isDerivation(parameter)) found.push(parameter);
    else if (Array.isArray(parameter)) parameter.forEach(visit);
    else if (typeof parameter === 'object' && parameter !== null) Object.values(parameter).forEach(visit);
  };
  Object.values(wanted.parameters).forEach(visit);
  return found;
}

/** JSON with sorted names and nested derivations replaced by their keys. */
function canonicalJson(parameter: Parameter): string {
  if (isDerivation(parameter)) return JSON.stringify({ derivation: parameter.key });
  if (Array.isArray(parameter)) return `[${parameter.map(canonicalJson).join(',')}]`;
  if (typeof parameter === 'object' && parameter !== null) {
    const entries = Object.entries(parameter).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${canonicalJson(value)}`).join(',')}}`;
  }
  return JSON.stringify(parameter);
}
