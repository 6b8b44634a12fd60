import type { Look } from './looks';

/** What each line and band is, for plots too narrow for labels beside the lines. */
export function PlotKey({ lines, bands }: { lines: readonly Look[]; bands: readonly Look[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 gap-y-1 text-tiny text-soft">
      {lines.map((look) => (
        <li key={look.name} className="flex items-center gap-1.5">
          <svg width="18" height="8" aria-hidden="true">
            <line x1="0" x2="18" y1="4" y2="4" stroke={look.colour} strokeWidth="2" strokeDasharray={look.dash} />
          </svg>
          {look.name}
        </li>
      ))}
      {bands.map((look) => (
        <li key={look.name} className="flex items-center gap-1.5">
          <svg width="18" height="8" aria-hidden="true">
            <rect width="18" height="8" fill={look.colour} opacity="0.5" />
          </svg>
          {look.name}
        </li>
      ))}
    </ul>
  );
}
