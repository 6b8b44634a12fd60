'use client';

import { useEffect, useRef, useState } from 'react';
import { samePair } from './curve';
import type { HeatmapProps } from './Heatmap';
import { HeatmapSurface } from './HeatmapSurface';
import type { BoxSummary } from './levels';
import type { Pyramid } from './pyramid';
import { partOf, type ShownPart, type Span, spanOf, viewOfPart } from './tiledMatrix';
import type { Tiles } from './tiles';
import { useCellValue } from './useCellValue';
import type { Viewport } from './viewport';

/** More boxes than a picture has device pixels along a side, on any screen. */
const LARGEST_PART = 4096;
/** Milliseconds that a view stands still before its tiles are fetched. */
const STEADY = 80;

type Props = HeatmapProps & {
  tiles: Tiles;
  /** All of the matrix, of which single cells are read. */
  file: { npy: string; rows: number; columns: number };
  /** Lowest and highest value; null where there is none. */
  span: readonly [number, number] | null;
  summary: BoxSummary;
  onSummary: (summary: BoxSummary) => void;
};

/** Every unit of one large layer against every unit of another, out of the tiles that the view needs. */
export function TiledHeatmap({ tiles, file, span, ...props }: Props) {
  const kept = useRef<{ name: string; tiles: Tiles; pyramid: Pyramid } | null>(null);
  const [wanted, setWanted] = useState<Span | null>(null);
  const latest = useRef<Span | null>(null);
  const value = useCellValue(file, props.cursor);

  useEffect(() => {
    // Each render may have another view; what it needs is asked for once it stands still.
    const timer = setTimeout(() => {
      const next = latest.current;
      if (next && nameOf(next) !== (wanted && nameOf(wanted))) setWanted(next);
    }, STEADY);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    if (wanted) tiles.want(wanted);
  }, [tiles, wanted]);

  function draw(view: Viewport, density: number): ShownPart {
    const part = spanOf(tiles, view, density);
    latest.current = part;
    const name = `${nameOf(part)} ${tiles.version}`;
    if (kept.current?.name !== name || kept.current.tiles !== tiles) {
      kept.current = { name, tiles, pyramid: partOf(tiles, part) };
    }
    return { pyramid: kept.current.pyramid, view: viewOfPart(view, part) };
  }

  return (
    <HeatmapSurface
      {...props}
      extent={file}
      draw={draw}
      largest={LARGEST_PART}
      readValue={(pair) => (samePair(pair, props.cursor) ? value : undefined)}
      extremes={{ span, dead: tiles.dead }}
    />
  );
}

function nameOf({ level, top, left, bottom, right }: Span): string {
  return [level, top, left, bottom, right].join(' ');
}
