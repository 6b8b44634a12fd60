import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { type Extent, fitted, fittingScale, isFit, pan, resize, reveal, type Viewport, zoom } from './viewport';

/** Pixels that a pressed pointer may tremble before it drags. */
const TREMBLE = 4;

interface Held {
  x: number;
  y: number;
}

/**
 * Which part of the matrix is in view, and the gestures that change it: drag to pan, two fingers or Ctrl and wheel to zoom,
 * the wheel alone once the heatmap has the focus (before, it scrolls the page).
 * @param surface element whose top left corner is that of the picture
 */
export function useHeatmapView(extent: Extent, width: number, height: number, surface: RefObject<HTMLElement | null>) {
  const [kept, setKept] = useState<{ view: Viewport; extent: Extent } | null>(null);
  const [hint, setHint] = useState(false);
  const view = current(kept, extent, width, height);
  const latest = useRef(view);
  latest.current = view;
  const pointers = useRef(new Map<number, Held>());
  const dragged = useRef(false);

  const show = useCallback(
    (next: Viewport) => {
      latest.current = next;
      setKept({ view: next, extent });
    },
    [extent],
  );
  const zoomAt = useCallback(
    (factor: number, x?: number, y?: number) => {
      const { width, height } = latest.current;
      show(zoom(latest.current, extent, factor, x ?? width / 2, y ?? height / 2));
    },
    [extent, show],
  );

  useEffect(() => {
    const element = surface.current;
    if (!element) return;
    let fade: ReturnType<typeof setTimeout>;
    const onWheel = (event: WheelEvent) => {
      const meant = event.ctrlKey || event.metaKey;
      if (!meant && !element.contains(document.activeElement)) {
        setHint(true);
        clearTimeout(fade);
        fade = setTimeout(() => setHint(false), 1600);
        return;
      }
      // All in view and further out: let the page scroll on.
      if (!meant && event.deltaY > 0 && isFit(latest.current, extent)) return;
      event.preventDefault();
      const frame = element.getBoundingClientRect();
      const lines = event.deltaMode === 0 ? 1 : 16;
      // Pinching on a trackpad arrives as small steps with Ctrl.
      const speed = event.ctrlKey && Math.abs(event.deltaY) < 40 ? 0.01 : 0.0018;
      zoomAt(Math.exp(-event.deltaY * lines * speed), event.clientX - frame.left, event.clientY - frame.top);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      clearTimeout(fade);
      element.removeEventListener('wheel', onWheel);
    };
  }, [surface, extent, zoomAt]);

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0) return;
    if (pointers.current.size === 0) dragged.current = false;
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  /** @returns whether the movement was a gesture, rather than a pointer that passes over. */
  function onPointerMove(event: PointerEvent): boolean {
    const before = pointers.current.get(event.pointerId);
    if (!before) return false;
    const here = { x: event.clientX, y: event.clientY };
    const moved = { x: here.x - before.x, y: here.y - before.y };
    if (!dragged.current && pointers.current.size === 1 && Math.hypot(moved.x, moved.y) < TREMBLE) return false;
    if (!dragged.current) surface.current?.setPointerCapture(event.pointerId);
    dragged.current = true;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, here);
    if (!other) show(pan(latest.current, extent, moved.x, moved.y));
    else {
      const frame = surface.current!.getBoundingClientRect();
      const apart = (held: Held) => Math.max(1, Math.hypot(held.x - other.x, held.y - other.y));
      show(pan(latest.current, extent, moved.x / 2, moved.y / 2));
      zoomAt(apart(here) / apart(before), (here.x + other.x) / 2 - frame.left, (here.y + other.y) / 2 - frame.top);
    }
    return true;
  }

  function onPointerEnd(event: PointerEvent) {
    pointers.current.delete(event.pointerId);
  }

  return {
    view,
    whole: isFit(view, extent),
    hint,
    zoomAt,
    showAll: () => show(fitted(extent, width, height)),
    revealCell: (row: number, column: number) => show(reveal(latest.current, extent, row, column)),
    /** Whether the press that ends now dragged the picture, so that it is no click. */
    wasDragged: () => dragged.current,
    pressed: () => pointers.current.size > 0,
    onPointerDown,
    onPointerMove,
    onPointerEnd,
  };
}

/** The view to draw: what was kept, brought to the present size; all of it for a matrix of another size. */
function current(
  kept: { view: Viewport; extent: Extent } | null,
  extent: Extent,
  width: number,
  height: number,
): Viewport {
  if (!kept || kept.extent.rows !== extent.rows || kept.extent.columns !== extent.columns)
    return fitted(extent, width, height);
  const { view } = kept;
  if (view.width === width && view.height === height && view.scale >= fittingScale(extent, width, height) * 0.9999)
    return view;
  return resize(view, extent, width, height);
}
