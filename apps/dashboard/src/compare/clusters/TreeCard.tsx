'use client';

import { useRef } from 'react';
import { CopyAs } from '../../components/CopyAs';
import { IconButton } from '../../components/IconButton';
import { Slider } from '../../components/Slider';
import { formatValue, plural } from '../../format/numbers';
import { toCsv } from '../../plots/csv';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { PlotIcon } from '../../plots/PlotIcon';
import { Card } from '../Card';
import type { Compared, ComparedLayer } from '../comparisonDocument';
import { fileTitle } from '../linked';
import type { ClusterChoice } from './clusterChoice';
import { cutDocument } from './clusteringDocument';
import { Dendrogram } from './Dendrogram';
import { SideKey } from './SideKey';
import type { Tree } from './tree';
import type { Leaf, UnitCluster } from './unitClusters';

type Props = {
  compared: Compared;
  left: ComparedLayer;
  right: ComparedLayer;
  choice: ClusterChoice;
  tree: Tree;
  leaves: readonly Leaf[];
  clusters: readonly UnitCluster[];
  labels: Int32Array;
  height: number;
  onHeight: (height: number) => void;
  onCount: (count: number) => void;
  cursor: number | null;
  onCursor: (cluster: number | null) => void;
  onOpen: (cluster: number) => void;
};

const DISTANCES = { ABSOLUTE: '1 − |r|', SIGNED: '1 − r', POSITIVE: '1 − max(r, 0)' } as const;

/** Grain of the slider, in distance. */
const GRAIN = 0.005;

/** The tree of the units of both layers, and where it is cut. */
export function TreeCard(props: Props) {
  const { compared, left, right, choice, tree, clusters, height, onHeight, onCount, ...linked } = props;
  const drawing = useRef<SVGSVGElement>(null);
  const name = fileName(`${fileTitle({ left, right })} clusters`);
  const { linkage, sign, threshold } = choice;
  const highest = Math.ceil((tree.merges.at(-1)?.height ?? 1) / GRAIN + 1) * GRAIN;
  const csv = () =>
    toCsv(
      ['merge', 'first', 'second', 'height'] as const,
      tree.merges.map(({ first, second, height: distance }, merge) => ({ merge, first, second, height: distance })),
    );
  const asked = { ...compared, linkage, sign, threshold };
  const cut = choice.clusters === null ? { height: choice.height } : { clusters: choice.clusters };
  return (
    <Card
      title="Tree of units"
      note={`${plural(props.leaves.length, 'unit')} of both layers`}
      actions={
        <>
          <ExportMenu
            label="Export the tree"
            choices={[
              ...drawingChoices(drawing, name),
              {
                label: 'CSV',
                note: 'merges, as in SciPy',
                run: () => download(`${name}-merges.csv`, csv(), 'text/csv'),
              },
            ]}
          />
          <CopyAs query={cutDocument} variables={{ ...asked, ...cut }} />
        </>
      }
    >
      <SideKey left={left} right={right} />
      <Dendrogram {...{ tree, clusters, height, onHeight }} {...linked} distance={DISTANCES[sign]} svgRef={drawing} />
      <div className="mt-1 flex flex-wrap items-center gap-x-6 gap-y-2">
        <label className="flex min-w-52 flex-1 items-center gap-3 text-small text-soft">
          <span className="shrink-0">Cut at</span>
          <Slider
            label="Height of the cut"
            low={0}
            high={highest}
            step={GRAIN}
            value={height}
            onChange={onHeight}
            words={`distance ${formatValue(height)}: ${plural(clusters.length, 'cluster')}`}
          />
          <output className="w-12 shrink-0 text-right font-medium text-ink tabular-nums">{formatValue(height)}</output>
        </label>
        <div className="flex items-center gap-1 text-small text-soft">
          <IconButton
            label="One cluster less"
            disabled={clusters.length <= 1}
            onClick={() => onCount(clusters.length - 1)}
          >
            <PlotIcon name="minus" />
          </IconButton>
          <output className="min-w-20 text-center font-medium text-ink tabular-nums">
            {plural(clusters.length, 'cluster')}
          </output>
          <IconButton
            label="One cluster more"
            disabled={clusters.length >= props.leaves.length}
            onClick={() => onCount(clusters.length + 1)}
          >
            <PlotIcon name="plus" />
          </IconButton>
        </div>
      </div>
    </Card>
  );
}
