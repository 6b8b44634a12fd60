import type { Exchange, Operation, OperationResult } from '@urql/next';
import { filter, map, merge, pipe, share, tap } from 'wonka';

export type Hydration = {
  /** Goes before the normalised cache. */
  exchange: Exchange;
  /** From now on the cache speaks for itself. */
  end: () => void;
};

/**
 * Answers each query with one and the same result until the page that the server wrote has been taken over.
 *
 * React compares its first rendering with that page. The server's answers were given one by one while values were being
 * computed, so that one may say "queued" where another has the value. In the normalised cache the later one wins, and a query
 * that is read again (by another component, or because React began anew) would no longer say what the server wrote.
 */
export function hydration(): Hydration {
  const first = new Map<number, OperationResult>();
  let over = false;
  const isKnown = (operation: Operation) => operation.kind === 'query' && first.has(operation.key);
  return {
    exchange:
      ({ forward }) =>
      (operations) => {
        const shared = share(operations);
        const known = pipe(
          shared,
          filter(isKnown),
          map((operation): OperationResult => ({ ...(first.get(operation.key) as OperationResult), operation })),
        );
        const asked = pipe(
          shared,
          filter((operation) => !isKnown(operation)),
          forward,
          tap((result) => {
            if (!over && !isKnown(result.operation)) first.set(result.operation.key, result);
          }),
        );
        return merge([known, asked]);
      },
    end() {
      over = true;
      first.clear();
    },
  };
}
