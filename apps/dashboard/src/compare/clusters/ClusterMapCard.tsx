'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState } from 'react';
import { pairPath } from '../../address/paths';
import { CopyAs } from '../../components/CopyAs';
import { ErrorNote } from '../../components/ErrorNote';
import { Segmented } from '../../components/Segmented';
import { Skeleton } from '../../components/Skeleton';
import { ComputingNote } from '../../computing/ComputingNote';
import { findComputations } from '../../computing/findComputations';
import { readableError } from '../../computing/readableError';
import { CORRELATION_SCALE } from '../../plots/colourMap';
import type { Pair } from '../../plots/curve';
import { download, fileName } from '../../plots/download';
import { drawingChoices } from '../../plots/drawingChoices';
import { ExportMenu } from '../../plots/ExportMenu';
import { Heatmap } from '../../plots/Heatmap';
import { heatmapImage } from '../../plots/heatmapImage';
import { matrixCsv } from '../../plots/matrixCsv';
import { MEASURE_LOOKS } from '../../plots/measureLooks';
import type { Pyramid } from '../../plots/pyramid';
import { arrange } from '../../plots/unitMatrix';
import { useColourTheme } from '../../plots/useColourTheme';
import type { Viewport } from '../../plots/viewport';
import { writeNpy } from '../../plots/writeNpy';
import { Card } from '../Card';
import type { Compared, ComparedLayer } from '../comparisonDocument';
import { fileTitle, titleOf } from '../linked';
import { MOST_JOINED } from './joinedMatrix';
import { placesOfAll, placesOfSides } from './mapPlaces';
import { matricesDocument } from './matricesDocument';
import type { Leaf } from './unitClusters';
import { useClusterMatrices } from './useClusterMatrices';

type Props = {
  compared: Compared;
  left: ComparedLayer;
  right: ComparedLayer;
  leaves: readonly Leaf[];
  order: readonly number[];
  labels: Int32Array;
  cursor: number | null;
  onCursor: (cluster: number | null) => void;
};

/** Clusters are made of Pearson's correlations, and so is their map. */
const look = { measure: MEASURE_LOOKS.PEARSON, scale: CORRELATION_SCALE };

/** Units in the order of the leaves: clusters are squares along the diagonal, and what lies beside them is what binds them. */
export function ClusterMapCard({ compared, left, right, leaves, order, labels, cursor, onCursor }: Props) {
  const router = useRouter();
  const [view, setView] = useState<'all' | 'sides'>('all');
  const { result, across, all, few, error, retry } = useClusterMatrices(compared, leaves);
  const [cell, setCell] = useState<Pair | null>(null);
  const overlay = useRef<SVGSVGElement>(null);
  const shown = useRef<{ pyramid: Pyramid; view: Viewport } | null>(null);
  const theme = useColourTheme();
  const whole = view === 'all' && few;
  const matrix = whole ? all : across;
  const { places, blocks } = useMemo(
    () =>
      whole ? placesOfAll(order, labels) : placesOfSides(order, labels, leaves, [left.unitCount, right.unitCount]),
    [whole, order, labels, leaves, left.unitCount, right.unitCount],
  );
  const names = useMemo(
    () => (whole ? leaves.map(({ side, index }) => `${side === 'left' ? 'L' : 'R'}${index}`) : null),
    [whole, leaves],
  );
  const placeOf = useMemo(() => new Map(leaves.map(({ side, index }, place) => [`${side} ${index}`, place])), [leaves]);
  const leafAt = (unit: number, side: Leaf['side']) => (whole ? unit : placeOf.get(`${side} ${unit}`));

  function point(pair: Pair | null) {
    setCell(pair);
    const [row, column] = pair ? [leafAt(pair.source, 'left'), leafAt(pair.target, 'right')] : [];
    const label = row === undefined ? undefined : labels[row];
    onCursor(label !== undefined && column !== undefined && labels[column] === label ? label : null);
  }

  function open({ source, target }: Pair) {
    const [row, column] = [leaves[leafAt(source, 'left') ?? -1], leaves[leafAt(target, 'right') ?? -1]];
    if (row && column && row.id !== column.id) router.push(pairPath(row.id, column.id));
  }

  const name = fileName(`${fileTitle({ left, right })} clustered correlation`);
  const [pending] = findComputations(result.data);
  const underlay = () => shown.current && heatmapImage(shown.current.pyramid, shown.current.view, { theme, ...look });
  const titles = whole
    ? { rowTitle: 'all units', columnTitle: `L ${titleOf(left)}, R ${titleOf(right)}` }
    : { rowTitle: titleOf(left), columnTitle: titleOf(right) };
  return (
    <Card
      title="Correlations in this order"
      note={whole ? 'of all units, within and between the layers' : 'of left units with right ones'}
      actions={
        <>
          <Segmented
            label="Which correlations"
            value={whole ? 'all' : 'sides'}
            onChange={(next) => {
              point(null);
              setView(next);
            }}
            choices={[
              { value: 'all', label: 'All', disabled: !few },
              { value: 'sides', label: 'Left × right' },
            ]}
          />
          {matrix ? (
            <ExportMenu
              label="Export the correlations"
              choices={[
                ...drawingChoices(overlay, name, underlay),
                {
                  label: 'CSV',
                  note: 'in the order shown',
                  run: () => download(`${name}.csv`, matrixCsv(matrix, places, names), 'text/csv'),
                },
                {
                  label: '.npy',
                  note: 'in the order shown',
                  run: () => {
                    const { rows, columns, values } = arrange(matrix, places);
                    download(`${name}.npy`, writeNpy(values, [rows, columns]));
                  },
                },
              ]}
            />
          ) : null}
          <CopyAs query={matricesDocument} variables={compared} />
        </>
      }
    >
      {few ? null : (
        <p className="mb-2 text-tiny text-faint">
          More than {MOST_JOINED} units in one picture are not drawn; here are those of the left layer with the right
          one.
        </p>
      )}
      {error || (result.error && !matrix) ? (
        <ErrorNote
          title="The correlations cannot be shown"
          message={error ? error.message : readableError(result.error!)}
          onRetry={retry ?? result.refetch}
        />
      ) : matrix ? (
        <Heatmap
          key={view}
          {...{ matrix, places, blocks, names, ...look }}
          {...titles}
          partners={null}
          dots={false}
          cursor={cell}
          opened={null}
          block={cursor}
          onCursor={point}
          onOpen={open}
          overlayRef={overlay}
          viewRef={shown}
        />
      ) : pending ? (
        <ComputingNote computation={pending} refetch={result.refetch} />
      ) : (
        <Skeleton className="aspect-square w-full" />
      )}
    </Card>
  );
}
