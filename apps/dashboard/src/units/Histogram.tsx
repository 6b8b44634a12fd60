import { formatAny, formatCount } from '../format/numbers';
import type { Statistics } from './unitProfileDocument';

const height = 100;

/** Place of a value between the ends of the histogram, as a percentage. */
function place(value: number, low: number, high: number): number {
  return high > low ? (100 * (value - low)) / (high - low) : 0;
}

/** The distribution of a unit's activations over all samples, with its mean. Heights are square roots of counts. */
export function Histogram({ statistics }: { statistics: Statistics }) {
  const { edges, counts } = statistics.histogram;
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 1;
  const tallest = Math.sqrt(Math.max(1, ...counts));
  const mean = place(statistics.mean, low, high);
  const summary = `Histogram of ${formatCount(statistics.samples)} activations from ${formatAny(low)} to ${formatAny(high)}, mean ${formatAny(statistics.mean)}`;
  return (
    <figure>
      <div className="relative">
        <svg
          role="img"
          aria-label={summary}
          viewBox={`0 0 ${Math.max(1, counts.length)} ${height}`}
          preserveAspectRatio="none"
          className="block h-28 w-full border-b border-line-strong"
        >
          {counts.map((count, bin) => {
            const tall = count > 0 ? Math.max(1, (Math.sqrt(count) / tallest) * height) : 0;
            const range = `${formatAny(edges[bin])} to ${formatAny(edges[bin + 1])}: ${formatCount(count)}`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place
              <g key={bin} className="group">
                <title>{range}</title>
                <rect x={bin} width="1" height={height} fill="transparent" />
                <rect
                  x={bin + 0.06}
                  y={height - tall}
                  width="0.88"
                  height={tall}
                  className="fill-accent/70 group-hover:fill-accent"
                />
              </g>
            );
          })}
        </svg>
        <span
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 w-px bg-greedy"
          style={{ left: `${mean}%` }}
        >
          <span className="absolute top-0 left-1 text-tiny whitespace-nowrap text-greedy">mean</span>
        </span>
      </div>
      <figcaption className="mt-1 flex justify-between text-tiny text-faint">
        <span>{formatAny(low)}</span>
        <span>activation; height is the square root of the count</span>
        <span>{formatAny(high)}</span>
      </figcaption>
    </figure>
  );
}
