'use client';

import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { readToken } from '../theme/readToken';
import { useThemeVersion } from '../theme/useThemeVersion';
import { type Pair, samePair } from './curve';
import { type MeasureLook, spoken } from './measureLooks';
import { nearestPair } from './nearestPair';
import { paintScatter, type ScatterPoints } from './paintScatter';
import { ScatterOverlay } from './ScatterOverlay';
import { scatterLayout } from './scatterLayout';
import { highestPlaces, pairAt } from './unitPairs';
import { useElementWidth } from './useElementWidth';
import { walkedByKeys } from './walkedByKeys';

type Props = {
  label: string;
  points: ScatterPoints;
  xMeasure: MeasureLook;
  yMeasure: MeasureLook;
  /** A curve behind the pairs, and what it is. */
  reference: { name: string; y: (x: number) => number };
  /** Pairs with a ring. */
  marked: readonly Pair[];
  cursor: Pair | null;
  opened: Pair | null;
  onCursor: (pair: Pair | null) => void;
  onOpen: (pair: Pair) => void;
  svgRef: React.RefObject<SVGSVGElement | null>;
  canvasRef: React.RefObject<HTMLCanvasElement | null>;
};

/** Pairs that the arrow keys go through. */
const WALKED = 500;

/**
 * All pairs of units under two measures at once, a dot each. One tab stop: left and right go through the pairs from the highest on
 * the upright axis, Enter opens the one at the cursor.
 */
export function PairScatter(props: Props) {
  const { label, points, xMeasure, yMeasure, reference, marked, cursor, opened, onCursor, onOpen } = props;
  const { svgRef, canvasRef } = props;
  const [box, width] = useElementWidth<HTMLDivElement>();
  const layout = useMemo(() => scatterLayout(points.x, points.y, points.places, width), [points, width]);
  const nearest = useMemo(() => nearestPair(points, layout), [points, layout]);
  const theme = useThemeVersion();
  const walk = useRef<{ of: ScatterPoints; places: number[] } | null>(null);
  const [announcement, setAnnouncement] = useState('');

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour is read anew when the theme changes
  useEffect(() => {
    const density = Math.min(2, window.devicePixelRatio);
    if (canvasRef.current) paintScatter(canvasRef.current, points, layout, { colour: readToken('accent'), density });
  }, [points, layout, theme, canvasRef]);

  function pairUnder(event: { clientX: number; clientY: number }): Pair | null {
    const frame = svgRef.current!.getBoundingClientRect();
    const place = nearest(event.clientX - frame.left, event.clientY - frame.top);
    return place === null ? null : pairAt(points.x, place);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && cursor) return onOpen(cursor);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (walk.current?.of !== points) {
      walk.current = { of: points, places: highestPlaces(points.places, (place) => points.y.values[place]!, WALKED) };
    }
    const { places } = walk.current;
    const at = cursor ? places.indexOf(cursor.source * points.x.columns + cursor.target) : -1;
    const place = places[Math.min(places.length - 1, Math.max(0, at + by))];
    if (place === undefined) return;
    const pair = pairAt(points.x, place);
    onCursor(pair);
    const said = [spoken(xMeasure, points.x.values[place]!), spoken(yMeasure, points.y.values[place]!)].join(', ');
    setAnnouncement(`Unit ${pair.source} with unit ${pair.target}: ${said}`);
  }

  return (
    <div ref={box} className="relative min-w-0">
      <canvas
        ref={canvasRef}
        className="absolute top-0 left-0"
        style={{ width: layout.width, height: layout.height }}
      />
      <svg
        ref={svgRef}
        width={width}
        height={layout.height}
        role="application"
        aria-roledescription="plot"
        aria-label={`${label}. Left and right go through the pairs from the highest, Enter opens one.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the plot
        tabIndex={0}
        className="relative block max-w-full cursor-crosshair touch-pan-y select-none"
        onPointerMove={(event: PointerEvent) => {
          const pair = pairUnder(event);
          if (!samePair(pair, cursor)) onCursor(pair);
        }}
        onPointerLeave={({ currentTarget }) => walkedByKeys(currentTarget) || onCursor(null)}
        onBlur={() => onCursor(null)}
        onClick={(event) => {
          const pair = pairUnder(event);
          if (pair) onOpen(pair);
        }}
        onKeyDown={onKeyDown}
      >
        <ScatterOverlay {...{ points, layout, xMeasure, yMeasure, reference, marked, cursor, opened }} />
      </svg>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
