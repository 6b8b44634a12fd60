'use client';

import { useMemo, useState } from 'react';
import { HeatmapSurface, type SurfaceProps } from './HeatmapSurface';
import type { BoxSummary } from './levels';
import { Pyramid } from './pyramid';
import { extremesOf, type UnitMatrix, valueAt } from './unitMatrix';

/** What every heatmap is told, wherever its cells are from. */
export type HeatmapProps = Omit<
  SurfaceProps,
  'extent' | 'draw' | 'largest' | 'readValue' | 'extremes' | 'summary' | 'onSummary'
>;

/** Every unit of one layer against every unit of another, out of a matrix that is there as a whole. */
export function Heatmap({ matrix, ...props }: HeatmapProps & { matrix: UnitMatrix }) {
  const [summary, setSummary] = useState<BoxSummary>('MEAN');
  const pyramid = useMemo(() => new Pyramid(matrix, props.places, summary), [matrix, props.places, summary]);
  const extremes = useMemo(() => extremesOf(matrix), [matrix]);
  return (
    <HeatmapSurface
      {...props}
      extent={matrix}
      draw={(view) => ({ pyramid, view })}
      largest={Math.max(matrix.rows, matrix.columns)}
      readValue={({ source, target }) => valueAt(matrix, source, target)}
      extremes={extremes}
      summary={summary}
      onSummary={setSummary}
    />
  );
}
