import { IconButton } from '../components/IconButton';
import type { ColourScale, Theme } from './colourMap';
import { HeatmapLegend } from './HeatmapLegend';
import { HEATMAP_MARGIN } from './HeatmapOverlay';
import { type BoxSummary, levelFor } from './levels';
import type { MeasureLook } from './measureLooks';
import { PlotIcon } from './PlotIcon';
import type { extremesOf } from './unitMatrix';
import type { useHeatmapView } from './useHeatmapView';

type Props = {
  extremes: ReturnType<typeof extremesOf>;
  moving: ReturnType<typeof useHeatmapView>;
  theme: Theme;
  scale: ColourScale;
  measure: MeasureLook;
  /** What one pixel shows of the cells under it, where there are several. */
  summary: BoxSummary;
  onSummary: (summary: BoxSummary) => void;
  /** The value under the cursor. */
  value: number | null;
};

/** Under the heatmap: what its colours mean, and buttons for those who do not zoom by wheel or key. */
export function HeatmapFoot({ extremes, moving, theme, scale, measure, summary, onSummary, value }: Props) {
  const { view, whole, zoomAt, showAll } = moving;
  const side = 2 ** levelFor(view.scale);
  return (
    <div className="mt-3 flex flex-wrap items-start justify-between gap-3" style={{ paddingLeft: HEATMAP_MARGIN.left }}>
      <HeatmapLegend {...{ theme, scale, measure, value }} extremes={extremes.span} dead={extremes.dead} />
      {side > 1 ? (
        <p className="text-tiny text-faint">
          each pixel is the {summary === 'MEAN' ? 'mean' : 'strongest'} of {side} × {side} pairs
          <button
            type="button"
            className="ml-1.5 rounded-small text-accent underline"
            onClick={() => onSummary(summary === 'MEAN' ? 'STRONGEST' : 'MEAN')}
          >
            show the {summary === 'MEAN' ? 'strongest' : 'mean'}
          </button>
        </p>
      ) : null}
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
