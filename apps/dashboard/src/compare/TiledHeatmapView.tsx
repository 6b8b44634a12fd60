'use client';

import { useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { scaleFor } from '../plots/colourScale';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { type ExportChoice, ExportMenu } from '../plots/ExportMenu';
import { heatmapImage } from '../plots/heatmapImage';
import type { BoxSummary } from '../plots/levels';
import { matrixCsv } from '../plots/matrixCsv';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import { TiledHeatmap } from '../plots/TiledHeatmap';
import type { ShownPart } from '../plots/tiledMatrix';
import { arrange } from '../plots/unitMatrix';
import { useColourTheme } from '../plots/useColourTheme';
import { writeNpy } from '../plots/writeNpy';
import { fetchUnitMatrix } from './fetchUnitMatrix';
import type { Props } from './HeatmapView';
import { fileTitle, titleOf } from './linked';
import { useTiles } from './useTiles';

/** A large matrix as a picture that fetches no more than it shows; exports of the numbers fetch all of them. */
export function TiledHeatmapView({ file, by, rule: _rule, view: _view, partners, dots, exports, ...rest }: Props) {
  const { left, right, ...linked } = rest;
  const [summary, setSummary] = useState<BoxSummary>('MEAN');
  const { tiles, error, retry } = useTiles(file, summary);
  const overlay = useRef<SVGSVGElement>(null);
  const shown = useRef<ShownPart | null>(null);
  const theme = useColourTheme();
  const places = useMemo(
    () => ({ rowUnits: Int32Array.from(file.rowOrder), columnUnits: Int32Array.from(file.columnOrder) }),
    [file.rowOrder, file.columnOrder],
  );
  const measure = MEASURE_LOOKS[by];
  const { minimum, maximum, maximumBetweenUnits: highest } = file;
  // As in small matrices: what a unit tells of itself says nothing of pairs, and would leave them pale.
  const scale = useMemo(() => scaleFor(measure, highest ?? 1), [measure, highest]);
  const name = fileName(`${fileTitle({ left, right })} ${measure.name}`);
  if (error) return <ErrorNote title="The matrix cannot be shown" message={error.message} onRetry={retry} />;
  if (!tiles.begun) return <Skeleton className="aspect-square w-full" />;

  const underlay = () =>
    shown.current && heatmapImage(shown.current.pyramid, shown.current.view, { theme, scale, measure });
  const choices: ExportChoice[] = [
    ...drawingChoices(overlay, name, underlay),
    {
      label: 'CSV',
      note: 'in the order shown',
      run: async () => download(`${name}.csv`, matrixCsv(await fetchUnitMatrix(file), places), 'text/csv'),
    },
    {
      label: '.npy',
      note: 'in the order shown',
      async run() {
        const { rows, columns, values } = arrange(await fetchUnitMatrix(file), places);
        download(`${name}-as-shown.npy`, writeNpy(values, [rows, columns]));
      },
    },
    {
      label: '.npy',
      note: 'in the units’ own order',
      async run() {
        const { rows, columns, values } = await fetchUnitMatrix(file);
        download(`${name}.npy`, writeNpy(values, [rows, columns]));
      },
    },
  ];
  return (
    <>
      {exports ? createPortal(<ExportMenu label="Export the matrix" choices={choices} />, exports) : null}
      <TiledHeatmap
        {...{ tiles, file, places, measure, scale, partners, dots, summary }}
        {...linked}
        span={minimum == null || maximum == null ? null : [minimum, maximum]}
        onSummary={setSummary}
        rowTitle={titleOf(left)}
        columnTitle={titleOf(right)}
        overlayRef={overlay}
        viewRef={shown}
      />
    </>
  );
}
