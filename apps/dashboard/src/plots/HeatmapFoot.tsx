import { useMemo } from 'react';
import { IconButton } from '../components/IconButton';
import type { Theme } from './colourMap';
import { HeatmapLegend } from './HeatmapLegend';
import { HEATMAP_MARGIN } from './HeatmapOverlay';
import { levelFor } from './levels';
import { PlotIcon } from './PlotIcon';
import { extremesOf, type UnitMatrix } from './unitMatrix';
import type { useHeatmapView } from './useHeatmapView';

type Props = {
  matrix: UnitMatrix;
  moving: ReturnType<typeof useHeatmapView>;
  theme: Theme;
  limit: number;
  /** The value under the cursor. */
  value: number | null;
};

/** Under the heatmap: what its colours mean, and buttons for those who do not zoom by wheel or key. */
export function HeatmapFoot({ matrix, moving, theme, limit, value }: Props) {
  const extremes = useMemo(() => extremesOf(matrix), [matrix]);
  const { view, whole, zoomAt, showAll } = moving;
  return (
    <div className="mt-3 flex flex-wrap items-start justify-between gap-3" style={{ paddingLeft: HEATMAP_MARGIN.left }}>
      <HeatmapLegend
        theme={theme}
        limit={limit}
        extremes={extremes.span}
        value={value}
        side={2 ** levelFor(view.scale)}
        dead={extremes.dead}
      />
      <div className="-mt-1.5 flex">
        <IconButton label="Zoom out" onClick={() => zoomAt(1 / 1.6)} disabled={whole}>
          <PlotIcon name="minus" />
        </IconButton>
        <IconButton label="Zoom in" onClick={() => zoomAt(1.6)}>
          <PlotIcon name="plus" />
        </IconButton>
        <IconButton label="Show all" onClick={showAll} disabled={whole}>
          <PlotIcon name="fit" />
        </IconButton>
      </div>
    </div>
  );
}
