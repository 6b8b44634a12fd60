import { oneOf } from '../../address/useAddress';

export type ClusteringMethod = 'HIERARCHICAL' | 'SPECTRAL';
export type Linkage = 'AVERAGE' | 'COMPLETE' | 'SINGLE' | 'WARD';
export type SignRule = 'ABSOLUTE' | 'SIGNED' | 'POSITIVE';

/** How the units of both layers are clustered, as the address says it; the first values where it says nothing. */
export interface ClusterChoice {
  readonly method: ClusteringMethod;
  readonly linkage: Linkage;
  readonly sign: SignRule;
  /** Correlations nearer to 0 count as 0. */
  readonly threshold: number;
  /** Where the tree is cut; a number of clusters goes before it. */
  readonly height: number;
  /** How many clusters; null where the height, or the widest gap of the eigenvalues, decides. */
  readonly clusters: number | null;
  readonly seed: number;
}

export const methods = ['HIERARCHICAL', 'SPECTRAL'] as const satisfies readonly ClusteringMethod[];
export const linkages = ['AVERAGE', 'COMPLETE', 'SINGLE', 'WARD'] as const satisfies readonly Linkage[];
export const signs = ['ABSOLUTE', 'SIGNED', 'POSITIVE'] as const satisfies readonly SignRule[];

export const USUAL_HEIGHT = 0.5;

export function readClusterChoice(params: { get(key: string): string | null }): ClusterChoice {
  const clusters = whole(params.get('clusters'));
  return {
    method: oneOf(methods, params.get('method')),
    linkage: oneOf(linkages, params.get('linkage')),
    sign: oneOf(signs, params.get('sign')),
    threshold: within(params.get('threshold'), 0, 1) ?? 0,
    height: within(params.get('height'), 0, 2) ?? USUAL_HEIGHT,
    clusters: clusters === 0 ? null : clusters,
    seed: whole(params.get('seed')) ?? 0,
  };
}

/** The keys of the address that a change sets; what is usual is left out. A height and a number of clusters take turns. */
export function writeClusterChoice(change: Partial<ClusterChoice>): Record<string, string | null> {
  const usual = readClusterChoice(new URLSearchParams());
  const written: Record<string, string | null> = {};
  for (const key of Object.keys(change) as (keyof ClusterChoice)[]) {
    const value = change[key];
    if (value !== undefined) written[key] = value === null || value === usual[key] ? null : String(value);
  }
  if (change.height !== undefined && change.clusters === undefined) written.clusters = null;
  if (change.clusters !== undefined && change.height === undefined) written.height = null;
  return written;
}

function within(text: string | null, low: number, high: number): number | null {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : null;
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
