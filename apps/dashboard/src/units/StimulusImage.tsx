type Box = { top: number; left: number; bottom: number; right: number };

type Props = {
  image: string;
  /** What it shows, for those who do not see it. */
  label: string;
  /** Height and width in pixels of the input. */
  size: readonly [number, number];
  /** Drawn over the stimulus; may reach beyond it, where the network sees padding. */
  box?: Box | null;
  /** Leaves no margin for what lies beyond the stimulus. */
  tight?: boolean;
  className?: string;
};

/**
 * A stimulus enlarged without smoothing, one square for one pixel, and the receptive field on it. The drawing has a margin
 * of a pixel, so that a field reaching into the padding is seen to do so.
 */
export function StimulusImage({ image, label, size: [height, width], box, tight = false, className }: Props) {
  if (height * width === 1) return <UnknownSize image={image} label={label} className={className} />;
  const margin = box && !tight ? Math.max(1, Math.round(Math.max(height, width) / 12)) : 0;
  const bounds = box && {
    left: Math.max(box.left, -margin),
    top: Math.max(box.top, -margin),
    right: Math.min(box.right, width + margin),
    bottom: Math.min(box.bottom, height + margin),
  };
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`}
      className={className}
      overflow="hidden"
    >
      <title>{label}</title>
      <image href={image} width={width} height={height} preserveAspectRatio="none" className="pixelated" />
      {bounds ? (
        <g fill="none" strokeWidth={Math.max(height, width) / 36}>
          <rect
            x={bounds.left}
            y={bounds.top}
            width={bounds.right - bounds.left}
            height={bounds.bottom - bounds.top}
            stroke="var(--raised)"
            strokeWidth={Math.max(height, width) / 16}
          />
          <rect
            x={bounds.left}
            y={bounds.top}
            width={bounds.right - bounds.left}
            height={bounds.bottom - bounds.top}
            stroke="var(--greedy)"
          />
        </g>
      ) : null}
    </svg>
  );
}

/**
 * Of a network that was recorded elsewhere, nobody knows how large its inputs are, and there may be no picture of them: a
 * background that cannot be had leaves the empty frame, where an image would show that it is broken.
 */
function UnknownSize({ image, label, className = '' }: Pick<Props, 'image' | 'label' | 'className'>) {
  return (
    <div
      role="img"
      aria-label={label}
      title={label}
      style={{ backgroundImage: `url("${image}")` }}
      className={`pixelated aspect-square rounded-[0.15rem] border border-line bg-[length:100%_100%] ${className}`}
    />
  );
}

export function stimulusLabel({ index, label }: { index: number; label: string | null }): string {
  return label === null ? `Stimulus ${index}` : `Stimulus ${index}, class ${label}`;
}
