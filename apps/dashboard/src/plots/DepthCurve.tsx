'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatValue } from '../format/numbers';
import { DepthCursor } from './DepthCursor';
import { DepthPicture, depthLayout } from './DepthPicture';
import { type DepthBand, type DepthPoint, type DepthSeries, depthPoints, stepDepth } from './depth';
import { BASELINE_LOOKS, RULE_LOOKS } from './looks';
import { PlotKey } from './PlotKey';
import { useElementWidth } from './useElementWidth';
import { walkedByKeys } from './walkedByKeys';

type Props = {
  label: string;
  layers: readonly string[];
  series: readonly DepthSeries[];
  bands: readonly DepthBand[];
  /** The point under the cursor, here or in the table. */
  cursor: DepthPoint | null;
  onCursor: (point: DepthPoint | null) => void;
  onOpen: (point: DepthPoint) => void;
  svgRef?: React.RefObject<SVGSVGElement | null>;
};

/** How near, in pixels, a point has to be to be meant. */
const REACH = 48;

/**
 * Means over depth: each pair of networks a thin line, their mean a thick one, over what the baselines give. One tab stop:
 * left and right move between layers, up and down between pairs, Enter opens the comparison.
 */
export function DepthCurve({ label, layers, series, bands, cursor, onCursor, onOpen, svgRef }: Props) {
  const [box, width] = useElementWidth<HTMLDivElement>();
  const layout = useMemo(() => depthLayout(layers, series, bands, width), [layers, series, bands, width]);
  const points = useMemo(() => depthPoints(series), [series]);
  const [announcement, setAnnouncement] = useState('');
  const own = useRef<SVGSVGElement>(null);
  const drawing = svgRef ?? own;

  function pointAt(event: { clientX: number; clientY: number }): DepthPoint | null {
    const frame = drawing.current!.getBoundingClientRect();
    const away = ({ layer, value }: DepthPoint) =>
      Math.hypot(layout.x(layer) - (event.clientX - frame.left), layout.y(value) - (event.clientY - frame.top));
    let best: DepthPoint | null = null;
    for (const point of points) if (!best || away(point) < away(best)) best = point;
    return best && away(best) <= REACH ? best : null;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && cursor) return onOpen(cursor);
    const next = stepDepth(points, cursor, event.key);
    if (!next) return;
    event.preventDefault();
    onCursor(next);
    setAnnouncement(
      `${layers[next.layer]}, ${next.label}: ${RULE_LOOKS[next.rule].name.toLowerCase()} mean ${formatValue(next.value)}`,
    );
  }

  return (
    <div ref={box} className="min-w-0">
      {layout.narrow ? (
        <PlotKey
          lines={series.map(({ rule }) => RULE_LOOKS[rule])}
          bands={[...new Set(bands.map(({ kind }) => kind))].map((kind) => BASELINE_LOOKS[kind])}
        />
      ) : null}
      <svg
        ref={drawing}
        width={width}
        height={layout.height}
        role="application"
        aria-roledescription="plot"
        aria-label={`${label}. Left and right move between layers, up and down between pairs, Enter opens the comparison.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the one tab stop of the plot
        tabIndex={0}
        className={`block max-w-full touch-pan-y select-none ${cursor ? 'cursor-pointer' : ''}`}
        onPointerMove={(event: PointerEvent) => onCursor(pointAt(event))}
        onPointerLeave={({ currentTarget }) => walkedByKeys(currentTarget) || onCursor(null)}
        onBlur={() => onCursor(null)}
        onClick={(event) => {
          const point = pointAt(event);
          if (point) onOpen(point);
        }}
        onKeyDown={onKeyDown}
      >
        <DepthPicture layers={layers} series={series} bands={bands} layout={layout} dimmed={cursor !== null} />
        <DepthCursor series={series} layers={layers} layout={layout} cursor={cursor} />
      </svg>
      <div aria-live="polite" className="sr-only">
        {announcement}
      </div>
    </div>
  );
}
