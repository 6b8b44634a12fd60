'use client';

import { type KeyboardEvent, type PointerEvent, type RefObject, useMemo, useState } from 'react';
import { formatValue, plural } from '../../format/numbers';
import { useElementWidth } from '../../plots/useElementWidth';
import { DendrogramPicture } from './DendrogramPicture';
import { branchesOfCluster, dendrogramLayout } from './dendrogramLayout';
import type { Tree } from './tree';
import { type Leaf, runsAlong, type UnitCluster } from './unitClusters';

type Props = {
  tree: Tree;
  leaves: readonly Leaf[];
  clusters: readonly UnitCluster[];
  labels: Int32Array;
  distance: string;
  /** Where it is cut. */
  height: number;
  onHeight: (height: number) => void;
  /** Number of the cluster under the cursor, here or elsewhere. */
  cursor: number | null;
  onCursor: (cluster: number | null) => void;
  onOpen: (cluster: number) => void;
  svgRef: RefObject<SVGSVGElement | null>;
};

/**
 * The tree of all units with the line that cuts it. One tab stop: left and right move between clusters, Enter goes to the
 * cluster in the list; the line is dragged, or moved by the slider below.
 */
export function Dendrogram(props: Props) {
  const { tree, leaves, clusters, labels, height, onHeight, cursor, onCursor, onOpen, svgRef } = props;
  const [box, width] = useElementWidth<HTMLDivElement>();
  const layout = useMemo(() => dendrogramLayout(tree, width), [tree, width]);
  const [announcement, setAnnouncement] = useState('');
  const [dragging, setDragging] = useState(false);
  const { x, y } = layout;
  const made = leaves.length - clusters.length;
  const marked = useMemo(() => {
    if (cursor === null || !clusters[cursor]) return null;
    const place = tree.leafOrder.findIndex((leaf) => labels[leaf] === cursor);
    const run = runsAlong(tree.leafOrder, labels).find(({ number }) => number === cursor);
    return {
      path: branchesOfCluster(tree, layout, made, labels, cursor),
      x: x(place),
      width: x(place + (run?.length ?? 1)) - x(place),
    };
  }, [cursor, clusters, tree, labels, layout, made, x]);

  function clusterAt(event: { clientX: number }): number | null {
    const at = Math.floor(x.invert(event.clientX - svgRef.current!.getBoundingClientRect().left));
    const leaf = tree.leafOrder[at];
    return leaf === undefined ? null : labels[leaf]!;
  }

  function drag(event: PointerEvent) {
    if (!dragging) return;
    const value = y.invert(event.clientY - svgRef.current!.getBoundingClientRect().top);
    onHeight(Math.min(y.domain[1], Math.max(0, value)));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && cursor !== null) return onOpen(cursor);
    const last = clusters.length - 1;
    const to = { ArrowRight: (cursor ?? -1) + 1, ArrowLeft: (cursor ?? 1) - 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = clusters[Math.min(last, Math.max(0, to))]!;
    onCursor(next.number);
    setAnnouncement(
      `Cluster ${next.number + 1} of ${clusters.length}: ${plural(next.left.length, 'left unit')}, ${plural(next.right.length, 'right unit')}`,
    );
  }

  return (
    <div ref={box} className="min-w-0">
      <svg
        ref={svgRef}
        width={width}
        height={layout.height}
        role="application"
        aria-roledescription="dendrogram"
        aria-label={`Tree of ${plural(leaves.length, 'unit')} cut at ${formatValue(height)} into ${plural(clusters.length, 'cluster')}. Left and right move between clusters, Enter goes to one in the list.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the tree
        tabIndex={0}
        className="block max-w-full touch-pan-y select-none"
        onPointerMove={(event) => dragging || onCursor(clusterAt(event))}
        onPointerLeave={() => onCursor(null)}
        onBlur={() => onCursor(null)}
        onClick={(event) => {
          const cluster = clusterAt(event);
          const onLine = (event.target as Element).hasAttribute('data-cut');
          if (cluster !== null && !onLine) onOpen(cluster);
        }}
        onKeyDown={onKeyDown}
      >
        {marked ? (
          <rect
            x={marked.x}
            y={layout.top}
            width={marked.width}
            height={layout.height - layout.top}
            fill="var(--accent-wash)"
          />
        ) : null}
        <DendrogramPicture {...{ tree, layout, leaves, clusters, labels }} distance={props.distance} />
        {marked ? <path d={marked.path} fill="none" stroke="var(--accent)" strokeWidth="2.5" /> : null}
        <g>
          <line
            x1={x.range[0]}
            x2={x.range[1]}
            y1={y(height)}
            y2={y(height)}
            stroke="var(--accent)"
            strokeWidth="1.5"
            strokeDasharray="6 3"
          />
          <text
            x={x.range[1]}
            y={y(height) - 6}
            textAnchor="end"
            fontSize="11"
            fontWeight="600"
            fill="var(--accent)"
            stroke="var(--raised)"
            strokeWidth="4"
            paintOrder="stroke"
            strokeLinejoin="round"
          >
            cut at {formatValue(height)}
          </text>
          {/* What the hand takes hold of: the slider below does the same for keys. */}
          <rect
            data-cut
            x={x.range[0]}
            y={y(height) - 9}
            width={x.range[1] - x.range[0]}
            height="18"
            fill="transparent"
            className="cursor-ns-resize touch-none"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              setDragging(true);
            }}
            onPointerMove={drag}
            onPointerUp={() => setDragging(false)}
            onPointerCancel={() => setDragging(false)}
          />
        </g>
      </svg>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
