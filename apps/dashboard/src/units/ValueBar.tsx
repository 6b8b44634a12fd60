import { formatValue } from '../format/numbers';

/** A correlation as a number and as a bar from zero. */
export function ValueBar({ value }: { value: number }) {
  const share = Math.min(1, Math.abs(value));
  return (
    <span className="inline-flex items-center gap-2">
      <span aria-hidden="true" className="inline-block h-1.5 w-14 overflow-hidden rounded-full bg-line">
        <span
          className="block h-full rounded-full"
          style={{ width: `${share * 100}%`, background: value < 0 ? 'var(--map-negative)' : 'var(--accent)' }}
        />
      </span>
      <span className="w-[3.25rem] text-right font-medium">{formatValue(value)}</span>
    </span>
  );
}
