'use client';

import { type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import type { ColourScale } from './colourMap';
import { type Pair, samePair } from './curve';
import { HeatmapCanvas } from './HeatmapCanvas';
import { HeatmapFoot } from './HeatmapFoot';
import { type Block, HEATMAP_MARGIN, HeatmapOverlay } from './HeatmapOverlay';
import type { BoxSummary } from './levels';
import type { MeasureLook } from './measureLooks';
import { Pyramid } from './pyramid';
import { type MatrixPlaces, type UnitMatrix, valueAt } from './unitMatrix';
import { useCellKeys } from './useCellKeys';
import { useColourTheme } from './useColourTheme';
import { useElementWidth } from './useElementWidth';
import { useHeatmapView } from './useHeatmapView';
import { useMatrixPlaces } from './useMatrixPlaces';
import { cellAt, type Viewport } from './viewport';

type Props = {
  matrix: UnitMatrix;
  places: MatrixPlaces;
  measure: MeasureLook;
  scale: ColourScale;
  /** What rows and columns are: `alexnet-1 / conv1`. */
  rowTitle: string;
  columnTitle: string;
  /** Right unit matched to each left unit, -1 without. */
  partners: Int32Array | null;
  /** Whether dots mark these cells. */
  dots: boolean;
  cursor: Pair | null;
  opened: Pair | null;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
  /** Groups of cells that get a frame, and the key of the one that stands out. */
  blocks?: readonly Block[];
  block?: number | null;
  /** What units are called; their numbers where it says nothing. */
  names?: readonly string[] | null;
  overlayRef?: React.RefObject<SVGSVGElement | null>;
  /** Told the view on screen, for exports. */
  viewRef?: React.RefObject<{ pyramid: Pyramid; view: Viewport } | null>;
};

/**
 * Every unit of one layer against every unit of another. One tab stop: arrows move a cell cursor, Enter opens the pair under
 * it, plus, minus and 0 zoom; what is under the cursor is announced.
 */
export function Heatmap(props: Props) {
  const { matrix, places, measure, scale, rowTitle, columnTitle, partners, dots, cursor, opened, onCursor, onOpen } =
    props;
  const [box, outerWidth] = useElementWidth<HTMLDivElement>();
  const surface = useRef<HTMLDivElement>(null);
  const theme = useColourTheme();
  const [failure, setFailure] = useState<Error | null>(null);
  const onFailure = useCallback((error: Error) => setFailure(error), []);
  const [summary, setSummary] = useState<BoxSummary>('MEAN');
  const pyramid = useMemo(() => new Pyramid(matrix, places, summary), [matrix, places, summary]);
  const { cellOf, pairOf, partnerColumns } = useMatrixPlaces(places, partners);
  const width = Math.max(80, outerWidth - HEATMAP_MARGIN.left);
  const height = Math.round(Math.min(640, Math.max(160, (width * matrix.rows) / matrix.columns)));
  const moving = useHeatmapView(matrix, width, height, surface);
  const { view } = moving;
  if (props.viewRef) props.viewRef.current = { pyramid, view };
  const [cursorCell, openedCell] = [cellOf(cursor), cellOf(opened)];
  const from = cursorCell ?? openedCell;
  const { announcement, onKeyDown } = useCellKeys({
    ...{ matrix, measure, moving, from, cursor, partners, pairOf, onCursor, onOpen },
    names: props.names,
  });

  function pairUnder(event: { clientX: number; clientY: number }): Pair | null {
    const frame = surface.current!.getBoundingClientRect();
    const cell = cellAt(view, matrix, event.clientX - frame.left, event.clientY - frame.top);
    return cell && pairOf(cell);
  }

  function onPointerMove(event: PointerEvent) {
    const pair = moving.onPointerMove(event) ? null : pairUnder(event);
    if (!samePair(pair, cursor)) onCursor(pair);
  }

  if (failure) {
    return <ErrorNote title="The heatmap cannot be drawn" message={`${failure.message} Its table can be read.`} />;
  }
  return (
    <div ref={box} className="min-w-0">
      <div className="relative" style={{ height: height + HEATMAP_MARGIN.top }}>
        <div
          ref={surface}
          role="application"
          aria-roledescription="matrix"
          aria-label={`${measure.title} of ${rowTitle} (rows) with ${columnTitle} (columns). Arrow keys move between pairs, Enter opens one, plus and minus zoom.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the heatmap
          tabIndex={0}
          className={`absolute overflow-hidden select-none ${moving.whole ? 'cursor-crosshair touch-pan-y' : 'cursor-grab touch-none'}`}
          style={{ ...HEATMAP_MARGIN, width, height }}
          onPointerDown={moving.onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={moving.onPointerEnd}
          onPointerCancel={moving.onPointerEnd}
          onPointerLeave={() => moving.pressed() || onCursor(null)}
          onBlur={() => onCursor(null)}
          onClick={(event) => {
            const pair = moving.wasDragged() ? null : pairUnder(event);
            if (pair) onOpen(pair);
          }}
          onKeyDown={onKeyDown}
        >
          <HeatmapCanvas {...{ pyramid, view, theme, scale, onFailure }} />
          {moving.hint ? (
            <p className="absolute inset-x-0 bottom-3 mx-auto w-fit rounded-small bg-ink/85 px-2.5 py-1 text-small text-canvas">
              Click the matrix, or hold Ctrl, to zoom
            </p>
          ) : null}
        </div>
        <svg
          ref={props.overlayRef}
          width={outerWidth}
          height={height + HEATMAP_MARGIN.top}
          className="pointer-events-none absolute inset-0"
          aria-hidden="true"
        >
          <HeatmapOverlay
            {...{ view, places, rowTitle, columnTitle, blocks: props.blocks, block: props.block, names: props.names }}
            partners={dots ? partnerColumns : null}
            cursor={cursorCell}
            opened={openedCell}
          />
        </svg>
      </div>
      <HeatmapFoot
        {...{ matrix, moving, theme, summary, scale, measure }}
        onSummary={setSummary}
        value={cursor && valueAt(matrix, cursor.source, cursor.target)}
      />
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
