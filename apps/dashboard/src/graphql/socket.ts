import type { Client } from 'graphql-ws';
import { type SubscriptionForwarder, subscriptionExchange } from 'urql';
import { graphqlSocketAddress } from './address';

let connection: Promise<Client> | undefined;

/** One lazy connection. Its code is fetched at the first subscription, so that the first page does not wait for it. */
function connect(): Promise<Client> {
  connection ??= import('graphql-ws').then(({ createClient }) =>
    createClient({
      url: graphqlSocketAddress,
      lazyCloseTimeout: 5_000,
      keepAlive: 20_000,
      // The server restarts now and then; progress has to come back without a reload.
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
    }),
  );
  return connection;
}

const forward: SubscriptionForwarder = (request) => ({
  subscribe(sink) {
    let closed = false;
    let unsubscribe: (() => void) | undefined;
    connect().then(
      (client) => {
        if (closed) return;
        unsubscribe = client.subscribe(
          { query: request.query ?? '', variables: request.variables as Record<string, unknown> | undefined },
          {
            next: (result) => sink.next(result as Parameters<typeof sink.next>[0]),
            error: (error) => sink.error(error),
            complete: () => sink.complete(),
          },
        );
      },
      (error) => sink.error(error),
    );
    return {
      unsubscribe() {
        closed = true;
        unsubscribe?.();
      },
    };
  },
});

export const socketExchange = () => subscriptionExchange({ forwardSubscription: forward });
