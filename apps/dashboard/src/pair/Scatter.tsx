'use client';

import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { formatAny } from '../format/numbers';
import { walkedByKeys } from '../plots/walkedByKeys';
import { stimulusLabel } from '../units/StimulusImage';
import type { PairPoint } from './activationsDocument';
import { ScatterAxes } from './ScatterAxes';
import { ScatterPicture } from './ScatterPicture';
import { type Brush, type Place, placeIn, rangeOf, spannedBy, strongestFirst } from './scatterScale';

type Props = {
  points: readonly PairPoint[];
  left: string;
  right: string;
  brush: Brush | null;
  onBrush: (brush: Brush | null) => void;
  hovered: number | null;
  onHover: (place: number | null) => void;
};

/** How near the pointer has to come to a point, and how far it has to be dragged, as a share of the side. */
const reach = 0.04;
const leastDrag = 0.01;

function placeOf(event: PointerEvent<HTMLElement>): Place {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: 1 - (event.clientY - box.top) / box.height };
}

/** Both units' activations on the same samples. Drag to choose samples; point, or step with the arrow keys, to see one. */
export function Scatter({ points, left, right, brush, onBrush, hovered, onHover }: Props) {
  const [drag, setDrag] = useState<{ from: Place; to: Place } | null>(null);
  const xs = useMemo(() => rangeOf(points.map(({ x }) => x)), [points]);
  const ys = useMemo(() => rangeOf(points.map(({ y }) => y)), [points]);
  // Arrow keys go through the samples from those that drive both units most to those that drive neither.
  const order = useMemo(
    () => strongestFirst(points.map(({ x, y }, place) => ({ x, y, place }))).map(({ place }) => place),
    [points],
  );
  const shown = useMemo(() => (drag ? spannedBy(xs, ys, drag.from, drag.to) : brush), [drag, brush, xs, ys]);

  function move(event: PointerEvent<HTMLElement>) {
    const at = placeOf(event);
    if (drag) return setDrag({ ...drag, to: at });
    let nearest: number | null = null;
    let least = reach;
    points.forEach((point, place) => {
      const distance = Math.hypot(placeIn(xs, point.x) - at.x, placeIn(ys, point.y) - at.y);
      if (distance < least) [least, nearest] = [distance, place];
    });
    if (nearest !== hovered) onHover(nearest);
  }

  function end() {
    if (!drag) return;
    const far = Math.hypot(drag.to.x - drag.from.x, drag.to.y - drag.from.y) > leastDrag;
    onBrush(far ? spannedBy(xs, ys, drag.from, drag.to) : null);
    setDrag(null);
  }

  function step(event: KeyboardEvent) {
    if (event.key === 'Escape') onBrush(null);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!by || order.length === 0) return;
    event.preventDefault();
    const at = hovered === null ? -1 : order.indexOf(hovered);
    onHover(order[Math.min(order.length - 1, Math.max(0, at + by))]!);
  }

  const point = hovered === null ? null : (points[hovered] ?? null);
  return (
    <ScatterAxes xs={xs} ys={ys} left={left} right={right}>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`Activations of ${left} and of ${right} on ${points.length} samples`}
        aria-valuemin={0}
        aria-valuemax={points.length}
        aria-valuenow={hovered === null ? 0 : order.indexOf(hovered) + 1}
        aria-valuetext={
          point ? `${stimulusLabel(point.stimulus)}: ${formatAny(point.x)} and ${formatAny(point.y)}` : 'no sample'
        }
        className="aspect-square w-full cursor-crosshair touch-pan-y rounded-small bg-sunken/60 select-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag({ from: placeOf(event), to: placeOf(event) });
        }}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
        onPointerLeave={({ currentTarget }) => drag === null && !walkedByKeys(currentTarget) && onHover(null)}
        onKeyDown={step}
      >
        <ScatterPicture points={points} xs={xs} ys={ys} brush={shown} hovered={point} />
      </div>
    </ScatterAxes>
  );
}
