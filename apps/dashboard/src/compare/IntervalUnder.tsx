import { formatShare, formatValue } from '../format/numbers';

/** An `Interval` of the schema, or whatever stands in its place. */
type Props = {
  interval:
    | { __typename: string }
    | { __typename: 'Interval'; low: number; high: number; share: number; method: string }
    | undefined;
};

/** Where a value would lie for other stimuli of the same kind, under the value; nothing where that is not known. */
export function IntervalUnder({ interval }: Props) {
  if (!interval || !('low' in interval)) return null;
  const { low, high, share, method } = interval;
  return (
    <span
      className="block text-tiny font-normal whitespace-nowrap text-faint"
      title={`${formatShare(share)}: ${method}`}
    >
      {formatValue(low)} to {formatValue(high)}
    </span>
  );
}
