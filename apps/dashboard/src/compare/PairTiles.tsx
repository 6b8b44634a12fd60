'use client';

import { memo } from 'react';
import { formatValue } from '../format/numbers';
import { samePair } from '../plots/curve';
import type { ShownMatch } from './extremesDocument';
import type { Linked } from './linked';
import { StimulusMosaic } from './StimulusMosaic';

type Props = Linked & {
  title: string;
  matches: readonly ShownMatch[];
  /** Places behind the point of a value. */
  places: number;
};

/** Pairs as tiles, the left unit above the right one. */
export function PairTiles({ title, matches, places, cursor, opened, onCursor, onOpen }: Props) {
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-small font-medium text-soft">{title}</h3>
      <ul className="grid grid-cols-4 gap-2 xl:grid-cols-8" onPointerLeave={() => onCursor(null)}>
        {matches.map((match) => {
          const pair = { source: match.source.index, target: match.target.index };
          return (
            <li key={match.rank}>
              <button
                type="button"
                className="block w-full rounded-small p-1 text-left hover:bg-sunken data-[active]:bg-accent-wash data-[opened]:shadow-[0_0_0_1.5px_var(--accent)]"
                data-active={samePair(pair, cursor) || undefined}
                data-opened={samePair(pair, opened) || undefined}
                aria-pressed={samePair(pair, opened)}
                onPointerEnter={() => onCursor(pair)}
                onFocus={() => onCursor(pair)}
                onBlur={() => onCursor(null)}
                onClick={() => onOpen(pair)}
              >
                <Pictures match={match} />
                <span className="mt-1 block text-center text-small font-semibold">
                  {formatValue(match.value, places)}
                </span>
                <span className="block text-center text-tiny whitespace-nowrap text-faint">
                  {pair.source} · {pair.target}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const Pictures = memo(function Pictures({ match }: { match: ShownMatch }) {
  return (
    <span className="flex flex-col gap-1.5">
      <StimulusMosaic unit={match.source} size="w-full" />
      <StimulusMosaic unit={match.target} size="w-full" />
    </span>
  );
});
