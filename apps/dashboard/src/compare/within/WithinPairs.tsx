'use client';

import { useMemo } from 'react';
import { Skeleton } from '../../components/Skeleton';
import { formatValue } from '../../format/numbers';
import { type Pair, samePair } from '../../plots/curve';
import { MEASURE_LOOKS, type Measure } from '../../plots/measureLooks';
import type { UnitMatrix } from '../../plots/unitMatrix';
import { highestPlaces, livePairs, pairAt } from '../../plots/unitPairs';
import { Card } from '../Card';
import type { ComparedLayer } from '../comparisonDocument';
import type { Linked } from '../linked';

type Props = Linked & { by: Measure; layer: ComparedLayer; matrix: UnitMatrix | null };

const LISTED = 12;

/** The most alike pairs of different units of the layer and, where there is a sign, the most opposed ones. */
export function WithinPairs({ by, layer, matrix, ...linked }: Props) {
  const { signed, title, places } = MEASURE_LOOKS[by];
  const lists = useMemo(() => {
    if (!matrix) return null;
    const all = livePairs(matrix, matrix, true);
    const valued = (place: number) => ({ pair: pairAt(matrix, place), value: matrix.values[place]! });
    const alike = highestPlaces(all, (place) => matrix.values[place]!, LISTED).map(valued);
    const opposed = highestPlaces(all, (place) => -matrix.values[place]!, LISTED).map(valued);
    return { alike, opposed: opposed.filter(({ value }) => value < 0) };
  }, [matrix]);
  return (
    <Card title="Pairs within the layer" note={`${layer.network.slug} / ${layer.name}, by ${title.toLowerCase()}`}>
      {lists ? (
        <div className="grid gap-6 lg:grid-cols-2">
          <PairList title="Most alike" places={places} pairs={lists.alike} {...linked} />
          {signed && lists.opposed.length > 0 ? (
            <PairList title="Most opposed" places={places} pairs={lists.opposed} {...linked} />
          ) : null}
        </div>
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Card>
  );
}

type ListProps = Linked & { title: string; places: number; pairs: readonly { pair: Pair; value: number }[] };

function PairList({ title, places, pairs, cursor, opened, onCursor, onOpen }: ListProps) {
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-small font-medium text-soft">{title}</h3>
      <ul className="flex flex-wrap gap-1.5" onPointerLeave={() => onCursor(null)}>
        {pairs.map(({ pair, value }) => (
          <li key={`${pair.source} ${pair.target}`}>
            <button
              type="button"
              aria-pressed={samePair(pair, opened)}
              data-active={samePair(pair, cursor) || undefined}
              onPointerEnter={() => onCursor(pair)}
              onFocus={() => onCursor(pair)}
              onBlur={() => onCursor(null)}
              onClick={() => onOpen(pair)}
              className="rounded-small border border-line px-2 py-1 text-small tabular-nums hover:border-line-strong aria-pressed:border-accent data-[active]:bg-accent-wash"
            >
              <span className="text-faint">
                {pair.source} · {pair.target}
              </span>{' '}
              <span className="font-medium">{formatValue(value, places)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
