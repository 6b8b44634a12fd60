import { useMemo } from 'react';
import { formatValue } from '../format/numbers';
import { type ColourScale, colourTable, cssColour, HATCH, type Theme } from './colourMap';
import { legendNumber, shareOf, valueAlong } from './colourScale';
import { type MeasureLook, titleWithUnit } from './measureLooks';

type Props = {
  theme: Theme;
  scale: ColourScale;
  measure: MeasureLook;
  /** Lowest and highest value in the matrix; null when no unit is live. */
  extremes: readonly [number, number] | null;
  /** The value under the cursor. */
  value: number | null;
  dead: boolean;
};

const WIDTH = 240;

/** The colours with their numbers, where this matrix's values lie among them, and what stripes mean. */
export function HeatmapLegend({ theme, scale, measure, extremes, value, dead }: Props) {
  const gradient = useMemo(() => {
    const table = colourTable(theme);
    const stops = Array.from({ length: 33 }, (_, index) => cssColour(table, valueAlong(scale, index / 32), scale));
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [theme, scale]);
  const [stripe, ground] = HATCH[theme];
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 text-tiny text-faint">
      <div style={{ width: WIDTH }} className="max-w-full">
        <div className="relative h-2.5 rounded-[2px] border border-line" style={{ background: gradient }}>
          {value !== null && !Number.isNaN(value) ? (
            <span
              className="absolute -top-1 h-[1.125rem] w-0.5 -translate-x-1/2 bg-ink shadow-[0_0_0_1.5px_var(--raised)]"
              style={{ left: `${shareOf(scale, value) * 100}%` }}
            />
          ) : null}
        </div>
        <div className="relative mt-1 flex justify-between">
          {[0, 0.25, 0.5, 0.75, 1].map((share) => (
            <span
              key={share}
              className="w-0 flex justify-center whitespace-nowrap first:justify-start last:justify-end"
            >
              {legendNumber(valueAlong(scale, share), scale)}
            </span>
          ))}
        </div>
      </div>
      <p className="leading-4">
        {titleWithUnit(measure)}, higher = more alike
        {extremes ? (
          <>
            <br />
            here {formatValue(extremes[0], 2)} to {formatValue(extremes[1], 2)}
          </>
        ) : null}
      </p>
      {dead ? (
        <p className="flex items-center gap-1.5">
          <span
            className="size-3 border border-line"
            style={{ background: `repeating-linear-gradient(-45deg, ${stripe} 0 1.5px, ${ground} 1.5px 4px)` }}
          />
          a unit without variance
        </p>
      ) : null}
    </div>
  );
}
