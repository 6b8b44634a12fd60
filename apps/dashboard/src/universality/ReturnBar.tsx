import { formatShare } from '../format/numbers';
import { BASELINE_LOOKS } from '../plots/looks';

type Props = {
  share: number;
  chance: number | null;
  rotated: number | null;
  /** The share at the right end. */
  end: number;
};

/** A share as a bar, with marks where rotated networks and chance would end. */
export function ReturnBar({ share, chance, rotated, end }: Props) {
  const place = (value: number) => `${Math.min(1, value / end) * 100}%`;
  return (
    <span aria-hidden="true" className="relative block h-3 min-w-28 rounded-[0.2rem] bg-sunken">
      <span className="absolute inset-y-0 left-0 rounded-[0.2rem] bg-assignment" style={{ width: place(share) }} />
      {[
        { key: 'chance', name: 'chance', value: chance, colour: 'var(--ink)' },
        { key: 'rotated', name: 'rotated', value: rotated, colour: BASELINE_LOOKS.ROTATION.colour },
      ].map(({ key, name, value, colour }) =>
        value === null ? null : (
          <span
            key={key}
            title={`${name}: ${formatShare(value)}`}
            className="absolute -inset-y-1 w-[3px] -translate-x-1/2 rounded-full border-x border-raised"
            style={{ left: place(value), background: colour, boxSizing: 'content-box' }}
          />
        ),
      )}
    </span>
  );
}
