'use client';

import { useMemo } from 'react';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { ExportMenu } from '../../plots/ExportMenu';
import { ScrollBox } from '../../plots/ScrollBox';
import { Card } from '../Card';
import type { ComparedLayer } from '../comparisonDocument';
import { fileTitle, titleOf } from '../linked';
import { ClusterItem, itemId, Members } from './ClusterItem';
import { type Leaf, sizeOf, type UnitCluster } from './unitClusters';

type Props = {
  left: ComparedLayer;
  right: ComparedLayer;
  clusters: readonly UnitCluster[];
  cursor: number | null;
  onCursor: (cluster: number | null) => void;
};

/** What each cluster holds: shared ones first, then those that one layer has alone, then units that stand alone. */
export function ClusterList({ left, right, clusters, cursor, onCursor }: Props) {
  const groups = useMemo(() => {
    const bySize = clusters.toSorted((one, other) => sizeOf(other) - sizeOf(one) || one.number - other.number);
    return [
      { kind: 'both', title: 'In both layers', badge: null },
      { kind: 'left', title: `Only in ${titleOf(left)}`, badge: 'left only' },
      { kind: 'right', title: `Only in ${titleOf(right)}`, badge: 'right only' },
    ].map((group) => ({ ...group, found: bySize.filter(({ kind }) => kind === group.kind) }));
  }, [clusters, left, right]);
  const largest = Math.max(1, ...clusters.map(sizeOf));
  const alone = clusters.filter(({ kind }) => kind === 'alone');
  const numberOf = new Map(alone.map((cluster) => [leafOf(cluster).id, cluster.number]));
  const name = fileName(`${fileTitle({ left, right })} clusters`);
  const csv = () =>
    toCsv(
      ['unit', 'side', 'cluster', 'left_units', 'right_units'] as const,
      clusters.flatMap((cluster) =>
        [...cluster.left, ...cluster.right].map(({ id, side }) => ({
          unit: id,
          side,
          cluster: cluster.number + 1,
          left_units: cluster.left.length,
          right_units: cluster.right.length,
        })),
      ),
    );
  return (
    <Card
      title="Clusters"
      note="numbered along the order of the leaves"
      actions={
        <ExportMenu
          label="Export the clusters"
          choices={[
            { label: 'CSV', note: 'cluster of each unit', run: () => download(`${name}.csv`, csv(), 'text/csv') },
          ]}
        />
      }
    >
      <ScrollBox label="Clusters" className="max-h-[44rem] overflow-y-auto">
        <div onPointerLeave={() => onCursor(null)} className="flex flex-col gap-4">
          {groups.map(({ kind, title, badge, found }) =>
            found.length === 0 ? null : (
              <div key={kind}>
                <h3 className="mb-1 text-small font-medium text-soft">
                  {title} <span className="font-normal text-faint">{found.length}</span>
                </h3>
                <ul className="-mx-0.5 flex flex-col">
                  {found.map((cluster) => (
                    <ClusterItem
                      key={cluster.number}
                      {...{ cluster, largest, badge, onCursor }}
                      active={cluster.number === cursor}
                    />
                  ))}
                </ul>
              </div>
            ),
          )}
          {alone.length > 0 ? (
            <div>
              <h3 className="mb-1.5 text-small font-medium text-soft">
                Alone <span className="font-normal text-faint">{alone.length}</span>
              </h3>
              <div className="flex flex-col gap-1 px-2">
                {(['left', 'right'] as const).map((side) => (
                  <Members
                    key={side}
                    leaves={alone.map(leafOf).filter((leaf) => leaf.side === side)}
                    idOf={({ id }) => itemId(numberOf.get(id) ?? 0)}
                  />
                ))}
              </div>
            </div>
          ) : null}
        </div>
      </ScrollBox>
    </Card>
  );
}

function leafOf({ left, right }: UnitCluster): Leaf {
  return (left[0] ?? right[0])!;
}
