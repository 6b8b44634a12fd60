import {
  type Linkage,
  MOST_CLUSTERS,
  MOST_SPECTRAL_CLUSTERS,
  type SignRule,
  type SpectralCut,
} from '@unitgraph/analysis';
import { badInput } from '../errors.js';
import type { ClusteringArguments } from './clusteringArguments.js';

interface Choice {
  readonly sign: SignRule;
  readonly threshold: number;
}

/** How units are clustered, said completely. */
export type ClusterChoice =
  | (Choice & {
      readonly method: 'HIERARCHICAL';
      readonly linkage: Linkage;
      readonly height: number;
      /** Instead of the height. */
      readonly clusters: number | null;
    })
  | (Choice & { readonly method: 'SPECTRAL'; readonly cut: SpectralCut });

/** Arguments that say something under one method alone. */
const OWN = { HIERARCHICAL: ['linkage', 'height'], SPECTRAL: ['mostClusters', 'seed'] } as const;

/** Where a tree is cut unless that is said. */
const USUAL_HEIGHT = 0.5;

/** @throws a GraphQL error that names an argument out of range, or one that the method has no use for. */
export function clusterChoice(asked: ClusteringArguments): ClusterChoice {
  const { method, sign, threshold, clusters = null } = asked;
  const other = method === 'SPECTRAL' ? 'HIERARCHICAL' : 'SPECTRAL';
  const stray = OWN[other].find((name) => asked[name] != null);
  if (stray !== undefined)
    throw badInput(`${stray}: ${method} has no use for it. Leave it out, or ask for the method ${other}.`);
  if (!(threshold >= 0 && threshold <= 1)) throw badInput(`threshold: ${threshold} is out of range: ask for 0 to 1.`);
  if (method === 'HIERARCHICAL') {
    const height = asked.height ?? USUAL_HEIGHT;
    if (!(height >= 0)) throw badInput(`height: ${height} is below 0.`);
    return { method, sign, threshold, linkage: asked.linkage ?? 'AVERAGE', height, clusters };
  }
  const { mostClusters = null } = asked;
  const seed = asked.seed ?? 0;
  if (seed < 0) throw badInput(`seed: ${seed} is below 0.`);
  if (clusters !== null) {
    if (mostClusters !== null)
      throw badInput(
        'mostClusters: it bounds what the gap chooses, and `clusters` leaves nothing to choose. Give one.',
      );
    return { method, sign, threshold, cut: { clusters: within('clusters', clusters), seed } };
  }
  const most = within('mostClusters', mostClusters ?? MOST_CLUSTERS);
  return { method, sign, threshold, cut: { mostClusters: most, seed } };
}

function within(name: string, count: number): number {
  if (count >= 1 && count <= MOST_SPECTRAL_CLUSTERS) return count;
  throw badInput(`${name}: ${count} is out of range: for SPECTRAL ask for 1 to ${MOST_SPECTRAL_CLUSTERS}.`);
}
