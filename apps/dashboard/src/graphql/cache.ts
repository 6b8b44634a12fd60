import { type Cache, type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache';
import { embeddedTypes, possibleTypes } from './cacheShape.generated';

type Logger = NonNullable<CacheExchangeOpts['logger']>;

/** What depends on which networks there are; asked anew after one came or went. */
const catalogFields = new Set([
  'networks',
  'network',
  'probeSets',
  'search',
  'nodes',
  'node',
  'convergence',
  'universality',
  'cycles',
  'compare',
]);

function forgetCatalog(cache: Cache): void {
  for (const field of cache.inspectFields('Query')) {
    if (catalogFields.has(field.fieldName)) cache.invalidate('Query', field.fieldName, field.arguments ?? undefined);
  }
}

/**
 * Without the whole schema, which would weigh more than the cache, writing tries every branch of a union and warns of the
 * fields that only the others have (13). That is no news.
 */
const quiet: Logger = (severity, message) => {
  if (!message.includes('#13')) console[severity === 'debug' ? 'debug' : severity](message);
};

/**
 * Every object with an id is kept once, so that a progress event that arrives over the WebSocket moves each bar that shows
 * this computation, on whatever page.
 */
export function normalisedCache() {
  return cacheExchange({
    keys: Object.fromEntries(embeddedTypes.map((name) => [name, () => null])),
    possibleTypes,
    logger: quiet,
    updates: {
      Mutation: {
        removeNetwork: (_result, _args, cache) => forgetCatalog(cache),
        removeProbeSet: (_result, _args, cache) => forgetCatalog(cache),
        importNetwork: (_result, _args, cache) => forgetCatalog(cache),
        importProbeSet: (_result, _args, cache) => forgetCatalog(cache),
        restoreExamples: (_result, _args, cache) => forgetCatalog(cache),
      },
    },
  });
}
