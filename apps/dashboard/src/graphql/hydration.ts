import type { Exchange, Operation, OperationResult } from '@urql/next';
import { filter, map, merge, pipe, share, tap } from 'wonka';

export type Hydration = {
  /** Goes before the normalised cache. */
  before: Exchange;
  /** Goes right behind it. */
  behind: Exchange;
  /** From now on the cache speaks for itself. */
  end: () => void;
};

/**
 * Answers each query with what the server wrote for it, word for word, until the server's page has been taken over.
 *
 * React compares its first rendering with that page. The server's answers were given one by one, and each piece by piece, while values were
 * being computed, so that one place may say "queued" where another has the value. In the normalised cache what comes later wins, and a
 * query that is read from there (by another component, or because React began anew) would no longer say what the server wrote.
 */
export function hydration(): Hydration {
  const written = new Map<number, OperationResult>();
  let over = false;
  const wordOf = (operation: Operation) => (operation.kind === 'query' ? written.get(operation.key) : undefined);
  return {
    before:
      ({ forward }) =>
      (operations) => {
        const shared = share(operations);
        const known = pipe(
          shared,
          filter((operation) => wordOf(operation) !== undefined),
          map((operation) => ({ ...(wordOf(operation) as OperationResult), operation })),
        );
        const asked = pipe(
          shared,
          filter((operation) => wordOf(operation) === undefined),
          forward,
          map((result) => ({ ...result, ...wordOf(result.operation), operation: result.operation })),
        );
        return merge([known, asked]);
      },
    behind:
      ({ forward }) =>
      (operations) =>
        pipe(
          forward(operations),
          tap((result) => {
            if (!over && wordOf(result.operation) === undefined) written.set(result.operation.key, result);
          }),
        ),
    end() {
      over = true;
      written.clear();
    },
  };
}
