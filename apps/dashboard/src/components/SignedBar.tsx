/** A signed number as a bar to the right or to the left of a middle, in the colours of the diverging map. */
export function SignedBar({ value, limit }: { value: number; limit: number }) {
  const share = limit > 0 ? Math.min(1, Math.abs(value) / limit) * 50 : 0;
  return (
    <span aria-hidden="true" className="relative block h-2.5 w-full min-w-16 rounded-[2px] bg-sunken">
      <span
        className="absolute inset-y-0 rounded-[2px]"
        style={{
          width: `${share}%`,
          left: value < 0 ? `${50 - share}%` : '50%',
          background: value < 0 ? 'var(--map-negative)' : 'var(--map-positive)',
        }}
      />
      <span className="absolute inset-y-[-2px] left-1/2 w-px bg-line-strong" />
    </span>
  );
}
