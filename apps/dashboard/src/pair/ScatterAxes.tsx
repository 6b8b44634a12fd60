import type { ReactNode } from 'react';
import { formatAny } from '../format/numbers';
import { placeIn, type Range, ticks } from './scatterScale';

type Props = { xs: Range; ys: Range; left: string; right: string; children: ReactNode };

/** The square of a scatter with its numbers and names: the left unit along x, the right one along y. */
export function ScatterAxes({ xs, ys, left, right, children }: Props) {
  return (
    <figure className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2">
      {/* Out of the flow: a name that wraps must not say how wide the square is, and so how high. */}
      <div className="relative">
        <span
          title={right}
          className="absolute inset-0 m-auto h-fit max-h-full w-fit rotate-180 truncate text-tiny text-soft [writing-mode:vertical-rl]"
        >
          {right}
        </span>
      </div>
      <div className="relative pl-8">
        {ticks(ys).map((value) => (
          <span
            key={value}
            className="absolute left-0 w-7 -translate-y-1/2 text-right text-tiny text-faint tabular-nums"
            style={{ top: `${100 * (1 - placeIn(ys, value))}%` }}
          >
            {formatAny(value)}
          </span>
        ))}
        {children}
      </div>
      <div />
      <div className="relative ml-8 h-5">
        {ticks(xs).map((value) => (
          <span
            key={value}
            className="absolute top-1 -translate-x-1/2 text-tiny text-faint tabular-nums"
            style={{ left: `${100 * placeIn(xs, value)}%` }}
          >
            {formatAny(value)}
          </span>
        ))}
      </div>
      <div />
      <figcaption className="mt-1 text-center text-tiny text-soft">{left}</figcaption>
    </figure>
  );
}
