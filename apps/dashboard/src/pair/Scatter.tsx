'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import { formatAny } from '../format/numbers';
import type { PairPoint } from './activationsDocument';
import { type Brush, isWithin, placeIn, rangeOf, strongestFirst, ticks, valueAt } from './scatterScale';

type Props = {
  points: readonly PairPoint[];
  left: string;
  right: string;
  brush: Brush | null;
  onBrush: (brush: Brush | null) => void;
  hovered: number | null;
  onHover: (place: number | null) => void;
};

const side = 400;
/** How near the pointer has to come to a point, in the drawing's units. */
const reach = 16;

/** Both units' activations on the same samples. Drag to choose samples; point, or step with the arrow keys, to see one. */
export function Scatter({ points, left, right, brush, onBrush, hovered, onHover }: Props) {
  const drawing = useRef<SVGSVGElement>(null);
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [drawn, setDrawn] = useState<Brush | null>(null);
  const xs = useMemo(() => rangeOf(points.map(({ x }) => x)), [points]);
  const ys = useMemo(() => rangeOf(points.map(({ y }) => y)), [points]);
  const px = (value: number) => placeIn(xs, value) * side;
  const py = (value: number) => (1 - placeIn(ys, value)) * side;
  const shown = drawn ?? brush;
  // Arrow keys go through the samples from those that drive both units most to those that drive neither.
  const order = useMemo(
    () => strongestFirst(points.map(({ x, y }, place) => ({ x, y, place }))).map(({ place }) => place),
    [points],
  );

  function locate(event: PointerEvent): { x: number; y: number } {
    const box = drawing.current!.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: 1 - (event.clientY - box.top) / box.height };
  }
  function move(event: PointerEvent) {
    const at = locate(event);
    if (start) {
      const [x, y] = [
        [valueAt(xs, start.x), valueAt(xs, at.x)].sort((a, b) => a - b),
        [valueAt(ys, start.y), valueAt(ys, at.y)].sort((a, b) => a - b),
      ];
      setDrawn({ x: { low: x[0]!, high: x[1]! }, y: { low: y[0]!, high: y[1]! } });
      return;
    }
    let nearest: number | null = null;
    let least = reach ** 2;
    points.forEach((point, place) => {
      const distance = (px(point.x) - at.x * side) ** 2 + (py(point.y) - (1 - at.y) * side) ** 2;
      if (distance < least) [least, nearest] = [distance, place];
    });
    if (nearest !== hovered) onHover(nearest);
  }
  function end() {
    if (start) onBrush(drawn && (drawn.x.high - drawn.x.low) / (xs.high - xs.low) > 0.01 ? drawn : null);
    setStart(null);
    setDrawn(null);
  }
  function step(event: KeyboardEvent) {
    if (event.key === 'Escape') onBrush(null);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by || order.length === 0) return;
    event.preventDefault();
    const place = hovered === null ? -1 : order.indexOf(hovered);
    onHover(order[Math.min(order.length - 1, Math.max(0, place + by))]!);
  }

  return (
    <figure className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <div className="flex items-center">
        <span className="max-h-full rotate-180 text-tiny text-soft [writing-mode:vertical-rl]">{right}</span>
      </div>
      <div className="relative pl-8">
        {ticks(ys).map((value) => (
          <span
            key={value}
            className="absolute left-0 w-7 -translate-y-1/2 text-right text-tiny text-faint"
            style={{ top: `${(100 * py(value)) / side}%` }}
          >
            {formatAny(value)}
          </span>
        ))}
        <svg
          ref={drawing}
          role="slider"
          aria-label={`Activations of ${left} and of ${right} on ${points.length} samples`}
          aria-valuemin={0}
          aria-valuemax={points.length}
          aria-valuenow={hovered === null ? 0 : order.indexOf(hovered) + 1}
          aria-valuetext={hovered === null ? 'no sample chosen' : pointText(points[hovered])}
          tabIndex={0}
          viewBox={`0 0 ${side} ${side}`}
          className="block aspect-square w-full touch-pan-y cursor-crosshair overflow-visible rounded-small bg-sunken/60 select-none"
          onPointerDown={(event) => {
            drawing.current?.setPointerCapture(event.pointerId);
            setStart(locate(event));
          }}
          onPointerMove={move}
          onPointerUp={end}
          onPointerCancel={end}
          onPointerLeave={() => !start && onHover(null)}
          onKeyDown={step}
        >
          <g stroke="var(--line)" strokeWidth="1">
            {ticks(xs).map((value) => (
              <line key={value} x1={px(value)} x2={px(value)} y1="0" y2={side} />
            ))}
            {ticks(ys).map((value) => (
              <line key={value} x1="0" x2={side} y1={py(value)} y2={py(value)} />
            ))}
          </g>
          {points.map((point, place) => (
            <circle
              // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its place in the answer
              key={place}
              cx={px(point.x)}
              cy={py(point.y)}
              r="2.6"
              fill={shown && isWithin(shown, point) ? 'var(--greedy)' : 'var(--accent)'}
              fillOpacity={shown && !isWithin(shown, point) ? 0.18 : 0.45}
            />
          ))}
          {shown ? (
            <rect
              x={px(shown.x.low)}
              y={py(shown.y.high)}
              width={Math.max(0, px(shown.x.high) - px(shown.x.low))}
              height={Math.max(0, py(shown.y.low) - py(shown.y.high))}
              fill="var(--greedy)"
              fillOpacity="0.08"
              stroke="var(--greedy)"
            />
          ) : null}
          {hovered !== null && points[hovered] ? (
            <circle
              cx={px(points[hovered].x)}
              cy={py(points[hovered].y)}
              r="6"
              fill="none"
              stroke="var(--ink)"
              strokeWidth="1.6"
            />
          ) : null}
        </svg>
      </div>
      <div />
      <div className="relative ml-8 h-5">
        {ticks(xs).map((value) => (
          <span
            key={value}
            className="absolute top-1 -translate-x-1/2 text-tiny text-faint"
            style={{ left: `${(100 * px(value)) / side}%` }}
          >
            {formatAny(value)}
          </span>
        ))}
      </div>
      <div />
      <figcaption className="mt-1 text-center text-tiny text-soft">{left}</figcaption>
    </figure>
  );
}

function pointText(point: PairPoint | undefined): string {
  if (!point) return '';
  return `stimulus ${point.stimulus.index}${point.stimulus.label === null ? '' : `, class ${point.stimulus.label}`}: ${formatAny(point.x)} and ${formatAny(point.y)}`;
}
