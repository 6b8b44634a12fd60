import Link from 'next/link';
import { memo } from 'react';
import { pairPath } from '../address/paths';
import { CheckIcon } from '../components/icons';
import { formatValue } from '../format/numbers';
import { samePair } from '../plots/curve';
import { type MeasureLook, spoken } from '../plots/measureLooks';
import type { Linked } from './linked';
import type { MatchRow } from './matchesDocument';

/** Height of a row in pixels: all are alike, so that those out of sight need not be measured. */
export const ROW_HEIGHT = 32;

type Props = Linked & { match: MatchRow; place: number; colour: string; measure: MeasureLook; longest: number };

/** One match: hovering marks it everywhere, a click opens it here, its link leads to the page of the pair. */
export const MatchTableRow = memo(
  function MatchTableRow({ match, place, colour, measure, longest, cursor, opened, onCursor, onOpen }: Props) {
    const pair = { source: match.source.index, target: match.target.index };
    return (
      <tr
        aria-rowindex={place}
        style={{ height: ROW_HEIGHT }}
        data-active={samePair(pair, cursor) || samePair(pair, opened) || undefined}
        onPointerEnter={() => onCursor(pair)}
        className="border-b border-line/70 hover:bg-sunken data-[active]:bg-accent-wash"
      >
        <td className="px-2 text-right text-faint">{match.rank}</td>
        <td className="px-2 text-right">{pair.source}</td>
        <td className="px-2 text-right">{pair.target}</td>
        <td className="px-2 text-right">
          <span className="inline-flex items-center gap-2">
            <span aria-hidden="true" className="hidden h-1.5 w-24 overflow-hidden rounded-full bg-sunken sm:block">
              <span
                className="block h-full rounded-full"
                style={{ width: `${(Math.max(0, match.value) / longest) * 100}%`, background: colour }}
              />
            </span>
            <button
              type="button"
              onClick={() => onOpen(pair)}
              aria-label={`Show unit ${pair.source} with unit ${pair.target}, ${spoken(measure, match.value)}`}
              className="rounded-small font-medium hover:text-accent"
            >
              {formatValue(match.value)}
            </button>
          </span>
        </td>
        <td className="px-2">
          <span className="flex items-center gap-3">
            {match.mutual ? <CheckIcon width="14" height="14" className="text-mutual" /> : <span className="w-3.5" />}
            <span className="sr-only">{match.mutual ? 'mutual' : 'not mutual'}</span>
            <Link
              href={pairPath(match.source.id, match.target.id)}
              className="rounded-small text-tiny text-faint hover:text-accent hover:underline"
            >
              pair
            </Link>
          </span>
        </td>
      </tr>
    );
  },
  // A moving cursor touches two rows, not all.
  (before, after) =>
    before.match === after.match &&
    before.place === after.place &&
    before.colour === after.colour &&
    before.measure === after.measure &&
    before.longest === after.longest &&
    before.onOpen === after.onOpen &&
    isMarked(before) === isMarked(after),
);

function isMarked({ match, cursor, opened }: Props): boolean {
  const pair = { source: match.source.index, target: match.target.index };
  return samePair(pair, cursor) || samePair(pair, opened);
}
