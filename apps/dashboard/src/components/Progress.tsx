import { joined } from './joined';

type Props = {
  /** 0..1, or null when nobody knows. */
  value: number | null;
  label: string;
  className?: string;
};

export function Progress({ value, label, className }: Props) {
  const percent = value === null ? undefined : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className={joined('h-1 w-full overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={joined(
          'h-full rounded-full bg-accent transition-[width] duration-300',
          value === null && 'animate-pulse',
        )}
        style={{ width: `${percent ?? 100}%` }}
      />
    </div>
  );
}
