import { memo } from 'react';
import { formatValue } from '../../format/numbers';
import { ticks } from '../../plots/scale';
import { branchesOf, type DendrogramLayout } from './dendrogramLayout';
import { KIND_COLOURS } from './sides';
import type { Tree } from './tree';
import type { Leaf, UnitCluster } from './unitClusters';

type Props = {
  tree: Tree;
  layout: DendrogramLayout;
  leaves: readonly Leaf[];
  clusters: readonly UnitCluster[];
  labels: Int32Array;
  /** What heights are: `1 − |r|`. */
  distance: string;
};

const STRIP = 7;

/** The still part: heights, branches in the colours of their clusters, and below them which layer each leaf is of. */
export const DendrogramPicture = memo(function DendrogramPicture(props: Props) {
  const { tree, layout, leaves, clusters, labels, distance } = props;
  const { x, y, leaf } = layout;
  const [left, right] = x.range;
  const [low, high] = y.domain;
  const branches = branchesOf(tree, layout, clusters, labels);
  const strip = { left: y(0) + 6, right: y(0) + 6 + STRIP + 2 };
  return (
    <g fontSize="11">
      {ticks(low, high, 4).map((mark) => (
        <g key={mark}>
          <line
            x1={left}
            x2={right}
            y1={y(mark)}
            y2={y(mark)}
            stroke={mark === 0 ? 'var(--line-strong)' : 'var(--line)'}
            shapeRendering="crispEdges"
          />
          <text x={left - 8} y={y(mark)} dy="0.32em" textAnchor="end" fill="var(--faint)">
            {Number.isInteger(mark) ? mark : formatValue(mark, high < 0.3 ? 2 : 1)}
          </text>
        </g>
      ))}
      <text x={0} y={layout.top - 12} fill="var(--soft)" fontWeight="500">
        Distance {distance}{' '}
        <tspan fill="var(--faint)" fontWeight="400">
          ↓ lower = more alike
        </tspan>
      </text>
      {(['above', 'both', 'left', 'right'] as const).map((kind) => (
        <path
          key={kind}
          d={branches[kind]}
          fill="none"
          stroke={kind === 'above' ? 'var(--line-strong)' : KIND_COLOURS[kind]}
          strokeWidth={kind === 'above' ? 1 : leaf > 6 ? 1.75 : 1.25}
        />
      ))}
      {tree.leafOrder.map((place, at) => {
        const { id, side, index } = leaves[place]!;
        return (
          <g key={id}>
            <rect
              x={x(at) + (leaf > 4 ? 0.75 : 0)}
              y={strip[side]}
              width={Math.max(0.6, leaf - (leaf > 4 ? 1.5 : 0))}
              height={STRIP}
              fill={side === 'left' ? 'var(--side-left)' : 'var(--side-right)'}
            />
            {leaf >= 17 ? (
              <text x={x(at + 0.5)} y={strip.right + STRIP + 11} textAnchor="middle" fontSize="9.5" fill="var(--faint)">
                {index}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
});
