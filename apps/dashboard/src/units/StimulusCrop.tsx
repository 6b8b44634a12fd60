import { joined } from '../components/joined';

type Props = {
  /** The picture: the stimulus, or what a unit saw of it. */
  image: string;
  stimulus: { readonly index: number; readonly label: string | null; readonly shape: readonly number[] };
  title: string;
  className: string;
};

/** A stimulus in little. Of one that was shown elsewhere there is no picture here: its class stands in its place, or its number. */
export function StimulusCrop({ image, stimulus: { index, label, shape }, title, className }: Props) {
  if (shape.length === 0)
    return (
      <span
        title={title}
        className={joined('flex items-center justify-center overflow-hidden bg-sunken text-tiny text-faint', className)}
      >
        {label ?? index}
      </span>
    );
  return (
    // biome-ignore lint/performance/noImgElement: a few pixels, enlarged without smoothing, need no optimiser
    <img src={image} alt="" title={title} loading="lazy" decoding="async" className={joined('pixelated', className)} />
  );
}
