import { formatShare, formatValue } from '../../format/numbers';
import type { IntervalField } from './similarityIntervalsDocument';

/** Where a value would lie for other stimuli, under the value; nothing where that is not known. */
export function SimilarityInterval({ interval }: { interval: IntervalField | undefined }) {
  if (interval?.__typename !== 'Interval') return null;
  const { low, high, share, method } = interval;
  return (
    <span
      className="block text-tiny font-normal text-faint sm:whitespace-nowrap"
      title={`${formatShare(share)}: ${method}`}
    >
      {formatValue(low)} to {formatValue(high)}
    </span>
  );
}
