import type { ClusterKind } from './unitClusters';

/** What each kind of cluster is drawn in. */
export const KIND_COLOURS: Record<ClusterKind, string> = {
  both: 'var(--soft)',
  left: 'var(--side-left)',
  right: 'var(--side-right)',
  alone: 'var(--line-strong)',
};
