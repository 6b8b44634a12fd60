'use client';

import { useMemo, useRef } from 'react';
import { createPortal } from 'react-dom';
import { ErrorNote } from '../components/ErrorNote';
import { Skeleton } from '../components/Skeleton';
import { scaleFor } from '../plots/colourScale';
import type { Rule } from '../plots/curve';
import { download, fileName } from '../plots/download';
import { drawingChoices } from '../plots/drawingChoices';
import { type ExportChoice, ExportMenu } from '../plots/ExportMenu';
import { Heatmap } from '../plots/Heatmap';
import { heatmapImage } from '../plots/heatmapImage';
import { MatrixTable } from '../plots/MatrixTable';
import { matrixCsv } from '../plots/matrixCsv';
import { MEASURE_LOOKS } from '../plots/measureLooks';
import type { Pyramid } from '../plots/pyramid';
import { arrange, highestOf } from '../plots/unitMatrix';
import { useColourTheme } from '../plots/useColourTheme';
import type { Viewport } from '../plots/viewport';
import { writeNpy } from '../plots/writeNpy';
import { fileTitle, type Linked, type Shared, titleOf } from './linked';
import type { MatrixData } from './matrixDocument';
import { TiledHeatmapView } from './TiledHeatmapView';
import { useUnitMatrix } from './useUnitMatrix';

export type MatrixView = 'heatmap' | 'table';

export type Props = Omit<Shared, 'compared'> &
  Linked & {
    file: MatrixData;
    rule: Rule;
    partners: Int32Array | null;
    view: MatrixView;
    /** Whether matched pairs get a dot; not needed where they are the diagonal. */
    dots: boolean;
    /** Where the export menu belongs: the head of the card. */
    exports: HTMLElement | null;
  };

/** Rows or columns above which a matrix is drawn from tiles: at this size, all of it has 4 MB. */
const LARGE = 1024;

/** The matrix once it is known where it lies. A large one is only fetched as a whole where all of it is asked for, as in its table. */
export function HeatmapView(props: Props) {
  const { file, view } = props;
  const tiled = view === 'heatmap' && Math.max(file.rows, file.columns) > LARGE;
  return tiled ? <TiledHeatmapView {...props} /> : <WholeHeatmapView {...props} />;
}

function WholeHeatmapView({ file, by, partners, view, dots, exports, left, right, ...linked }: Props) {
  const { matrix, error, retry } = useUnitMatrix(file);
  const overlay = useRef<SVGSVGElement>(null);
  const shown = useRef<{ pyramid: Pyramid; view: Viewport } | null>(null);
  const theme = useColourTheme();
  const places = useMemo(
    () => ({ rowUnits: Int32Array.from(file.rowOrder), columnUnits: Int32Array.from(file.columnOrder) }),
    [file.rowOrder, file.columnOrder],
  );
  const measure = MEASURE_LOOKS[by];
  const same = left.id === right.id;
  const scale = useMemo(() => scaleFor(measure, matrix ? highestOf(matrix, same) : 1), [measure, matrix, same]);
  const name = fileName(`${fileTitle({ left, right })} ${measure.name}`);
  if (error) return <ErrorNote title="The matrix cannot be shown" message={error.message} onRetry={retry} />;
  if (!matrix) return <Skeleton className="aspect-square w-full" />;

  const underlay = () =>
    shown.current && heatmapImage(shown.current.pyramid, shown.current.view, { theme, scale, measure });
  const npyOf = (arranged: boolean) => {
    const { rows, columns, values } = arranged ? arrange(matrix, places) : matrix;
    return writeNpy(values, [rows, columns]);
  };
  const choices: ExportChoice[] = [
    ...(view === 'heatmap' ? drawingChoices(overlay, name, underlay) : []),
    {
      label: 'CSV',
      note: 'in the order shown',
      run: () => download(`${name}.csv`, matrixCsv(matrix, places), 'text/csv'),
    },
    { label: '.npy', note: 'in the order shown', run: () => download(`${name}-as-shown.npy`, npyOf(true)) },
    { label: '.npy', note: 'in the units’ own order', run: () => download(`${name}.npy`, npyOf(false)) },
  ];
  const part = { matrix, places, measure, partners, rowTitle: titleOf(left), columnTitle: titleOf(right) };
  return (
    <>
      {exports ? createPortal(<ExportMenu label="Export the matrix" choices={choices} />, exports) : null}
      {view === 'heatmap' ? (
        <Heatmap {...part} {...linked} scale={scale} dots={dots} overlayRef={overlay} viewRef={shown} />
      ) : (
        <MatrixTable {...part} cursor={linked.cursor} onCursor={linked.onCursor} onOpen={linked.onOpen} />
      )}
    </>
  );
}
