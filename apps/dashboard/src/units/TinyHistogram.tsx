type Props = { histogram: { edges: readonly number[]; counts: readonly number[] }; className?: string };

const height = 24;

/**
 * The shape of a distribution. Heights are square roots of counts: units are silent most of the time, and the bar at zero
 * would flatten all others.
 */
export function TinyHistogram({ histogram: { counts }, className }: Props) {
  const tallest = Math.sqrt(Math.max(1, ...counts));
  const bars = counts
    .map((count, bin) => {
      const tall = (Math.sqrt(count) / tallest) * height;
      return count > 0 ? `M${bin} ${height}v${-Math.max(0.6, tall)}h1V${height}z` : '';
    })
    .join('');
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, counts.length)} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={className}
    >
      <path d={bars} fill="var(--accent)" fillOpacity="0.7" shapeRendering="crispEdges" />
    </svg>
  );
}
