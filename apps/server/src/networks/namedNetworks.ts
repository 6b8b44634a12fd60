import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { Network } from './network.js';

/** Most networks in one answer: 190 pairs. */
export const MOST_NETWORKS = 20;

/**
 * The networks of an argument `networks`, in its order.
 * @throws a GraphQL error when one is named twice or is not there, and when they are fewer than two or too many
 */
export async function namedNetworks(
  context: Context,
  ids: readonly string[],
): Promise<[Network, Network, ...Network[]]> {
  if (new Set(ids).size !== ids.length) throw badInput('networks: one of them is named twice. Name each once.');
  if (ids.length < 2 || ids.length > MOST_NETWORKS) {
    throw badInput(`networks: ${ids.length} are named. Name 2 to ${MOST_NETWORKS}.`);
  }
  return Promise.all(ids.map((id) => context.loaders.networkOfId(id))) as Promise<[Network, Network]>;
}
