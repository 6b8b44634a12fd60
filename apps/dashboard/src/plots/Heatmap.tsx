'use client';

import { type KeyboardEvent, type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import { IconButton } from '../components/IconButton';
import { formatValue } from '../format/numbers';
import { type Cell, stepCell } from './cellCursor';
import { type Pair, samePair } from './curve';
import { HeatmapCanvas } from './HeatmapCanvas';
import { HeatmapLegend } from './HeatmapLegend';
import { HEATMAP_MARGIN, HeatmapOverlay } from './HeatmapOverlay';
import type { HeatmapPainter } from './heatmapPainter';
import { levelFor } from './levels';
import { FitIcon, MinusIcon, PlusIcon } from './plotIcons';
import { inverse } from './permutation';
import { Pyramid } from './pyramid';
import { extremesOf, type MatrixPlaces, type UnitMatrix, valueAt } from './unitMatrix';
import { useColourTheme } from './useColourTheme';
import { useElementWidth } from './useElementWidth';
import { useHeatmapView } from './useHeatmapView';
import { cellAt } from './viewport';

/** Correlations span -1..1, so the colours do, too: the same colour is the same value on every page. */
const LIMIT = 1;

type Props = {
  matrix: UnitMatrix;
  places: MatrixPlaces;
  /** What rows and columns are: `alexnet-1 / conv1`. */
  rowTitle: string;
  columnTitle: string;
  /** Right unit matched to each left unit, -1 without: dots mark these cells. */
  partners: Int32Array | null;
  cursor: Pair | null;
  opened: Pair | null;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
  overlayRef?: React.RefObject<SVGSVGElement | null>;
  onPainter?: (kind: HeatmapPainter['kind']) => void;
  /** Told the view on screen, for exports. */
  viewRef?: React.RefObject<{ pyramid: Pyramid; view: ReturnType<typeof useHeatmapView>['view'] } | null>;
};

/**
 * Every unit of one layer against every unit of another. One tab stop: arrows move a cell cursor, Enter opens the pair under
 * it, plus, minus and 0 zoom; what is under the cursor is announced.
 */
export function Heatmap(props: Props) {
  const { matrix, places, rowTitle, columnTitle, partners, cursor, opened, onCursor, onOpen, overlayRef, onPainter, viewRef } = props;
  const [box, outerWidth] = useElementWidth<HTMLDivElement>();
  const surface = useRef<HTMLDivElement>(null);
  const theme = useColourTheme();
  const [failure, setFailure] = useState<Error | null>(null);
  const [announcement, setAnnouncement] = useState('');
  const extent = useMemo(() => ({ rows: matrix.rows, columns: matrix.columns }), [matrix.rows, matrix.columns]);
  const pyramid = useMemo(() => new Pyramid(matrix, places), [matrix, places]);
  const extremes = useMemo(() => extremesOf(matrix), [matrix]);
  const rowPlaces = useMemo(() => inverse(places.rowUnits), [places]);
  const columnPlaces = useMemo(() => inverse(places.columnUnits), [places]);
  const partnerPlaces = useMemo(
    () => partners && places.rowUnits.map((unit) => (partners[unit]! < 0 ? -1 : columnPlaces[partners[unit]!]!)),
    [partners, places, columnPlaces],
  );
  const width = Math.max(80, outerWidth - HEATMAP_MARGIN.left);
  const height = Math.round(Math.min(640, Math.max(160, (width * extent.rows) / extent.columns)));
  const moving = useHeatmapView(extent, width, height, surface);
  const { view } = moving;
  if (viewRef) viewRef.current = { pyramid, view };

  const cellOf = (pair: Pair | null): Cell | null => {
    const [row, column] = [pair && rowPlaces[pair.source], pair && columnPlaces[pair.target]];
    return row == null || column == null ? null : { row, column };
  };
  const pairOf = ({ row, column }: Cell): Pair => ({ source: places.rowUnits[row]!, target: places.columnUnits[column]! });
  const cursorCell = cellOf(cursor);
  const onFailure = useCallback((error: Error) => setFailure(error), []);

  function pairUnder(event: { clientX: number; clientY: number }): Pair | null {
    const frame = surface.current!.getBoundingClientRect();
    const cell = cellAt(view, extent, event.clientX - frame.left, event.clientY - frame.top);
    return cell && pairOf(cell);
  }

  function onPointerMove(event: PointerEvent) {
    const dragged = moving.onPointerMove(event);
    const pair = dragged ? null : pairUnder(event);
    if (!samePair(pair, cursor)) onCursor(pair);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = cursorCell ?? cellOf(opened);
    const next = stepCell(from ?? { row: Math.max(0, Math.floor(view.row)), column: Math.max(0, Math.floor(view.column)) }, extent, event.key, event.shiftKey);
    const others: Record<string, () => void> = {
      '+': () => moving.zoomAt(1.5),
      '=': () => moving.zoomAt(1.5),
      '-': () => moving.zoomAt(1 / 1.5),
      '0': moving.showAll,
      Enter: () => cursor && onOpen(cursor),
      ' ': () => cursor && onOpen(cursor),
      Escape: () => onCursor(null),
    };
    const act = next ? () => walkTo(next) : others[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function walkTo(cell: Cell) {
    const pair = pairOf(cell);
    moving.revealCell(cell.row, cell.column);
    onCursor(pair);
    const value = valueAt(matrix, pair.source, pair.target);
    const said = Number.isNaN(value) ? 'no correlation, a unit has no variance' : `correlation ${formatValue(value)}`;
    setAnnouncement(`Unit ${pair.source} with unit ${pair.target}: ${said}${partners?.[pair.source] === pair.target ? ', matched' : ''}`);
  }

  if (failure) return <ErrorNote title="The heatmap cannot be drawn" message={`${failure.message} Its table can be read.`} />;
  const overlayHeight = height + HEATMAP_MARGIN.top;
  return (
    <div ref={box} className="min-w-0">
      <div className="relative" style={{ height: overlayHeight }}>
        {/* biome-ignore lint/a11y/useSemanticElements: a grid of millions of cells cannot be one of elements; its table stands beside it */}
        <div
          ref={surface}
          role="application"
          aria-roledescription="matrix"
          aria-label={`Correlations of ${rowTitle} (rows) with ${columnTitle} (columns). Arrow keys move between pairs, Enter opens one, plus and minus zoom.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the heatmap
          tabIndex={0}
          className="absolute overflow-hidden select-none"
          style={{
            left: HEATMAP_MARGIN.left,
            top: HEATMAP_MARGIN.top,
            width,
            height,
            touchAction: moving.whole ? 'pan-y' : 'none',
            cursor: moving.whole ? 'crosshair' : 'grab',
          }}
          onPointerDown={moving.onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={moving.onPointerEnd}
          onPointerCancel={moving.onPointerEnd}
          onPointerLeave={() => moving.pressed() || onCursor(null)}
          onClick={(event) => {
            const pair = moving.wasDragged() ? null : pairUnder(event);
            if (pair) onOpen(pair);
          }}
          onKeyDown={onKeyDown}
        >
          <HeatmapCanvas {...{ pyramid, view, theme, onFailure }} limit={LIMIT} {...(onPainter ? { onPainter } : {})} />
          {moving.hint ? (
            <p className="absolute inset-x-0 bottom-3 mx-auto w-fit rounded-small bg-ink/85 px-2.5 py-1 text-small text-canvas">
              Click the matrix, or hold Ctrl, to zoom
            </p>
          ) : null}
        </div>
        <svg ref={overlayRef} width={outerWidth} height={overlayHeight} className="pointer-events-none absolute inset-0" aria-hidden="true">
          <HeatmapOverlay
            {...{ view, places, rowTitle, columnTitle }}
            partners={partnerPlaces}
            cursor={cursorCell}
            opened={cellOf(opened)}
          />
        </svg>
      </div>
      <div className="mt-3 flex flex-wrap items-start justify-between gap-3" style={{ paddingLeft: HEATMAP_MARGIN.left }}>
        <HeatmapLegend
          theme={theme}
          limit={LIMIT}
          extremes={extremes.span}
          value={cursor ? valueAt(matrix, cursor.source, cursor.target) : null}
          side={2 ** levelFor(view.scale)}
          dead={extremes.dead}
        />
        <div className="-mt-1.5 flex">
          <IconButton label="Zoom out" onClick={() => moving.zoomAt(1 / 1.6)} disabled={moving.whole}>
            <MinusIcon />
          </IconButton>
          <IconButton label="Zoom in" onClick={() => moving.zoomAt(1.6)}>
            <PlusIcon />
          </IconButton>
          <IconButton label="Show all" onClick={moving.showAll} disabled={moving.whole}>
            <FitIcon />
          </IconButton>
        </div>
      </div>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
