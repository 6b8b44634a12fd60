'use client';

import { type PointerEvent, useCallback, useRef, useState } from 'react';
import { ErrorNote } from '../components/ErrorNote';
import type { ColourScale } from './colourMap';
import { type Pair, samePair } from './curve';
import { HeatmapCanvas } from './HeatmapCanvas';
import { HeatmapFoot } from './HeatmapFoot';
import { type Block, HEATMAP_MARGIN, HeatmapOverlay } from './HeatmapOverlay';
import type { BoxSummary } from './levels';
import type { MeasureLook } from './measureLooks';
import type { ShownPart } from './tiledMatrix';
import type { MatrixPlaces } from './unitMatrix';
import { useCellKeys } from './useCellKeys';
import { useColourTheme } from './useColourTheme';
import { useElementWidth } from './useElementWidth';
import { useHeatmapView } from './useHeatmapView';
import { useMatrixPlaces } from './useMatrixPlaces';
import { cellAt, type Extent, type Viewport } from './viewport';
import { walkedByKeys } from './walkedByKeys';

export type SurfaceProps = {
  /** Rows and columns of all of the matrix. */
  extent: Extent;
  /** What is painted for a view on a screen of some density; the same object for the same picture. */
  draw: (view: Viewport, density: number) => ShownPart;
  /** Longest side of anything that `draw` gives. */
  largest: number;
  /** The value of a pair: NaN where a unit is dead, undefined where it is not known yet. */
  readValue: (pair: Pair) => number | undefined;
  /** Lowest and highest value (null where there is none), and whether some unit is dead. */
  extremes: { span: readonly [number, number] | null; dead: boolean };
  summary: BoxSummary;
  onSummary: (summary: BoxSummary) => void;
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
  viewRef?: React.RefObject<ShownPart | null>;
};

/**
 * The picture of every unit of one layer against every unit of another, wherever its cells are from. One tab stop: arrows move a cell cursor, Enter opens the pair under
 * it, plus, minus and 0 zoom; what is under the cursor is announced.
 */
export function HeatmapSurface(props: SurfaceProps) {
  const { extent, places, measure, scale, rowTitle, columnTitle, partners, dots, cursor, opened, onCursor, onOpen } =
    props;
  const { draw, largest, readValue, extremes, summary, onSummary } = props;
  const [box, outerWidth] = useElementWidth<HTMLDivElement>();
  const surface = useRef<HTMLDivElement>(null);
  const theme = useColourTheme();
  const [failure, setFailure] = useState<Error | null>(null);
  const onFailure = useCallback((error: Error) => setFailure(error), []);
  const { cellOf, pairOf, partnerColumns } = useMatrixPlaces(places, partners);
  const width = Math.max(80, outerWidth - HEATMAP_MARGIN.left);
  const height = Math.round(Math.min(640, Math.max(160, (width * extent.rows) / extent.columns)));
  const moving = useHeatmapView(extent, width, height, surface);
  const { view } = moving;
  const shown = draw(view, Math.min(2, globalThis.devicePixelRatio ?? 1));
  if (props.viewRef) props.viewRef.current = shown;
  const [cursorCell, openedCell] = [cellOf(cursor), cellOf(opened)];
  const from = cursorCell ?? openedCell;
  const { announcement, onKeyDown } = useCellKeys({
    ...{ extent, readValue, measure, moving, from, cursor, partners, pairOf, onCursor, onOpen },
    names: props.names,
  });

  function pairUnder(event: { clientX: number; clientY: number }): Pair | null {
    const frame = surface.current!.getBoundingClientRect();
    const cell = cellAt(view, extent, event.clientX - frame.left, event.clientY - frame.top);
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
          onPointerLeave={({ currentTarget }) => moving.pressed() || walkedByKeys(currentTarget) || onCursor(null)}
          onBlur={() => onCursor(null)}
          onClick={(event) => {
            const pair = moving.wasDragged() ? null : pairUnder(event);
            if (pair) onOpen(pair);
          }}
          onKeyDown={onKeyDown}
        >
          <HeatmapCanvas {...shown} {...{ largest, theme, scale, onFailure }} />
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
        {...{ extremes, moving, theme, summary, onSummary, scale, measure }}
        value={cursor && (readValue(cursor) ?? null)}
      />
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
