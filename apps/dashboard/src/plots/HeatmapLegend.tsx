import { useMemo } from 'react';
import { formatValue } from '../format/numbers';
import { COLOURS, colourTable, cssColour, HATCH, type Theme } from './colourMap';

type Props = {
  theme: Theme;
  limit: number;
  /** Lowest and highest value in the matrix; null when no unit is live. */
  extremes: readonly [number, number] | null;
  /** The value under the cursor. */
  value: number | null;
  dead: boolean;
};

const WIDTH = 240;

/** The colours with their numbers, where this matrix's values lie among them, and what stripes mean. */
export function HeatmapLegend({ theme, limit, extremes, value, dead }: Props) {
  const gradient = useMemo(() => {
    const table = colourTable(theme);
    const stops = Array.from({ length: 33 }, (_, index) =>
      cssColour(table, ((index * (COLOURS - 1)) / 32 / (COLOURS - 1)) * 2 - 1, 1),
    );
    return `linear-gradient(to right, ${stops.join(', ')})`;
  }, [theme]);
  const at = (number: number) => ((Math.min(limit, Math.max(-limit, number)) / limit + 1) / 2) * 100;
  const [stripe, ground] = HATCH[theme];
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 text-tiny text-faint">
      <div style={{ width: WIDTH }} className="max-w-full">
        <div className="relative h-2.5 rounded-[2px] border border-line" style={{ background: gradient }}>
          {value !== null && !Number.isNaN(value) ? (
            <span
              className="absolute -top-1 h-[1.125rem] w-0.5 -translate-x-1/2 bg-ink shadow-[0_0_0_1.5px_var(--raised)]"
              style={{ left: `${at(value)}%` }}
            />
          ) : null}
        </div>
        <div className="relative mt-1 flex justify-between">
          {[-1, -0.5, 0, 0.5, 1].map((share) => (
            <span
              key={share}
              className="w-0 flex justify-center whitespace-nowrap first:justify-start last:justify-end"
            >
              {formatValue(share * limit, 1)}
            </span>
          ))}
        </div>
      </div>
      <p className="leading-4">
        Correlation, higher = more alike
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
