'use client';

import Link from 'next/link';
import { memo, useState } from 'react';
import { parseUnitId, unitPath } from '../../address/paths';
import type { Leaf, UnitCluster } from './unitClusters';

/** Members of one side that are named before somebody asks for all. */
const SHOWN = 24;

export const itemId = (cluster: number): string => `cluster-${cluster + 1}`;

type Props = {
  cluster: UnitCluster;
  active: boolean;
  /** Units of the largest cluster: the length of the longest bar. */
  largest: number;
  badge: string | null;
  onCursor: (cluster: number | null) => void;
};

/** One cluster: how many units each layer contributes, and which. */
export const ClusterItem = memo(function ClusterItem({ cluster, active, largest, badge, onCursor }: Props) {
  const [all, setAll] = useState(false);
  const { number, left, right } = cluster;
  const hidden = Math.max(0, left.length - SHOWN) + Math.max(0, right.length - SHOWN);
  return (
    <li
      id={itemId(number)}
      tabIndex={-1}
      data-active={active || undefined}
      onPointerEnter={() => onCursor(number)}
      onFocus={() => onCursor(number)}
      className="scroll-mt-2 rounded-small px-2 py-2 data-[active]:bg-accent-wash"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <h4 className="w-20 shrink-0 font-medium">Cluster {number + 1}</h4>
        <span aria-hidden="true" className="flex h-2 min-w-24 flex-1 overflow-hidden rounded-full bg-sunken">
          <span className="bg-side-left" style={{ width: `${(100 * left.length) / largest}%` }} />
          <span className="bg-side-right" style={{ width: `${(100 * right.length) / largest}%` }} />
        </span>
        <span className="text-tiny text-soft tabular-nums">
          {left.length} left · {right.length} right
        </span>
        {badge ? <span className="rounded-[0.2rem] bg-warning/15 px-1 text-tiny text-warning">{badge}</span> : null}
      </div>
      <div className="mt-1.5 flex flex-col gap-1">
        <Members leaves={all ? left : left.slice(0, SHOWN)} />
        <Members leaves={all ? right : right.slice(0, SHOWN)} />
        {hidden > 0 && !all ? (
          <button
            type="button"
            onClick={() => setAll(true)}
            className="self-start rounded-small text-tiny text-accent hover:underline"
          >
            and {hidden} more
          </button>
        ) : null}
      </div>
    </li>
  );
});

/** Units as links, in the colour of their layer. */
export function Members({ leaves, idOf }: { leaves: readonly Leaf[]; idOf?: (leaf: Leaf) => string }) {
  if (leaves.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1">
      {leaves.map((leaf) => {
        const named = parseUnitId(leaf.id);
        return (
          <li key={leaf.id} id={idOf?.(leaf)} tabIndex={idOf ? -1 : undefined}>
            <Link
              href={named ? unitPath(named) : '#'}
              title={named ? `Unit ${leaf.index} of ${named.layer} of ${named.slug}` : leaf.id}
              className={`block min-w-7 rounded-[0.2rem] border px-1 text-center text-tiny tabular-nums hover:bg-hover ${
                leaf.side === 'left' ? 'border-side-left/50 text-side-left' : 'border-side-right/50 text-side-right'
              }`}
            >
              {leaf.index}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
