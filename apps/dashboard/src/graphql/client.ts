import { createClient, fetchExchange, ssrExchange } from '@urql/next';
import { graphqlAddress } from './address';
import { normalisedCache } from './cache';
import { hydration } from './hydration';
import { socketExchange } from './socket';

/**
 * How long, in seconds, the API may hold an answer back for values that are not ready (RFC 7240). Not at all: browsers open
 * six connections to a server, and answers held back on these would stop everything else. The WebSocket tells when to ask again.
 */
const longestHold = 0;
const longestWait = 8_000;

const fetchInTime: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(longestWait);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
};

/**
 * A client and the store that carries results from the server's rendering to the browser. The server waits for queries
 * (suspense); the browser shows skeletons instead, so that what is on screen stays while the next thing loads.
 *
 * Only the browser has a normalised cache: what the server would take from it rather than from the API, the store would not
 * carry.
 */
export function makeClient() {
  const onServer = typeof window === 'undefined';
  const transported = ssrExchange({ isClient: !onServer });
  const { before, behind, end: endHydration } = hydration();
  const client = createClient({
    url: graphqlAddress(),
    exchanges: onServer
      ? [transported, fetchExchange]
      : [before, normalisedCache(), behind, transported, fetchExchange, socketExchange()],
    suspense: onServer,
    preferGetMethod: false,
    // A page is better without a value than not there at all; the browser asks again.
    fetch: onServer ? fetchInTime : undefined,
    fetchOptions: () => ({ headers: { Prefer: `wait=${longestHold}` } }),
  });
  return { client, transported, endHydration };
}
