/** Every reason that a query's answer gives in place of a value, each once, however deep it lies. */
export function findRefusals(data: unknown): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { __typename, message } = value as { __typename?: unknown; message?: unknown };
    if (__typename === 'Unavailable' && typeof message === 'string') found.add(message);
    else for (const entry of Object.values(value)) visit(entry);
  };
  visit(data);
  return [...found];
}
