'use client';

import { useEffect, useRef, useState } from 'react';
import type { ColourScale, Theme } from './colourMap';
import { createPainter } from './createPainter';
import type { HeatmapPainter, Picture } from './heatmapPainter';
import type { Pyramid } from './pyramid';
import type { Viewport } from './viewport';

type Props = {
  pyramid: Pyramid;
  view: Viewport;
  scale: ColourScale;
  theme: Theme;
  /** Longest side of any matrix that this canvas shows. */
  largest: number;
  onFailure: (error: Error) => void;
};

/** What is drawn for a view on a screen of some density. */
export function pictureOf(
  pyramid: Pyramid,
  view: Viewport,
  scale: ColourScale,
  theme: Theme,
  density: number,
): Picture {
  const [width, height] = [Math.round(view.width * density), Math.round(view.height * density)];
  return { pyramid, scale, theme, density, view: { ...view, scale: view.scale * density, width, height } };
}

/** The coloured cells. A lost graphics context is replaced by a fresh canvas. */
export function HeatmapCanvas({ pyramid, view, scale, theme, largest, onFailure }: Props) {
  const [generation, setGeneration] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<HeatmapPainter | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each generation has a canvas of its own
  useEffect(() => {
    const element = canvas.current!;
    const renew = (event: Event) => {
      event.preventDefault();
      setGeneration((count) => count + 1);
    };
    element.addEventListener('webglcontextlost', renew);
    try {
      painter.current = createPainter(element, largest);
    } catch (error) {
      onFailure(error as Error);
    }
    return () => {
      element.removeEventListener('webglcontextlost', renew);
      painter.current?.dispose();
      painter.current = null;
    };
  }, [generation, largest, onFailure]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a fresh canvas has to be painted too
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      try {
        painter.current?.paint(pictureOf(pyramid, view, scale, theme, Math.min(2, window.devicePixelRatio)));
      } catch (error) {
        onFailure(error as Error);
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [pyramid, view, scale, theme, generation, largest, onFailure]);

  return (
    <canvas key={generation} ref={canvas} className="absolute" style={{ width: view.width, height: view.height }} />
  );
}
