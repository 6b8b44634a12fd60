import type { ComputationState } from './computationFields';

type Found = ComputationState & { __typename?: string };

function isComputation(value: object): value is Found {
  return (value as Found).__typename === 'Computation' && typeof (value as Found).id === 'string';
}

/** Every computation that a query's answer holds in place of a value, each once, however deep it lies. */
export function findComputations(data: unknown): ComputationState[] {
  const found = new Map<string, ComputationState>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) for (const entry of value) visit(entry);
    else if (isComputation(value)) found.set(value.id, value);
    else for (const entry of Object.values(value)) visit(entry);
  };
  visit(data);
  return [...found.values()];
}
