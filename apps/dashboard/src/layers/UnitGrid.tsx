'use client';

import { type KeyboardEvent, useCallback, useState } from 'react';
import { gridHeight, pageSize } from './gridShape';
import { type PageNews, UnitsPage } from './UnitsPage';
import { useColumnCount } from './useColumnCount';
import { useNearScreen } from './useNearScreen';
import type { RankingChoice } from './useRankingChoice';

type Props = { slug: string; layer: string; choice: RankingChoice; unitCount: number };

type SlotProps = Omit<Props, 'unitCount'> & {
  place: number;
  expected: number;
  columnCount: number;
  after: string | null;
  /** Pages behind this one are on the screen and need its cursor, even if it was passed over. */
  needed: boolean;
  onLoaded: (place: number, news: PageNews) => void;
};

function Slot({ place, expected, columnCount, needed, onLoaded, ...page }: SlotProps) {
  const [element, near] = useNearScreen<HTMLDivElement>(place === 0);
  const loaded = useCallback((news: PageNews) => onLoaded(place, news), [onLoaded, place]);
  return (
    <div ref={element} style={{ minHeight: gridHeight(expected, columnCount) }}>
      {near || needed ? <UnitsPage {...page} expected={expected} onLoaded={loaded} /> : null}
    </div>
  );
}

/** Arrow keys move between units as they lie on the screen. */
function moveFocus(event: KeyboardEvent<HTMLElement>, columnCount: number): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columnCount, ArrowUp: -columnCount }[event.key];
  if (step === undefined || !(event.target instanceof HTMLElement) || event.target.dataset.unit === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-unit]')];
  const target = links[links.indexOf(event.target) + step];
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** All units of a layer, in pages that are fetched and mounted as they come near the screen. */
export function UnitGrid({ unitCount, ...rest }: Props) {
  const columnCount = useColumnCount();
  const [total, setTotal] = useState(unitCount);
  // The cursor of each page that can be asked for: a page becomes known when the one before it has come.
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const [unknown, nearUnknown] = useNearScreen<HTMLDivElement>(false);
  const countOf = (place: number) => Math.max(0, Math.min(pageSize, total - place * pageSize));

  const onLoaded = useCallback((place: number, { totalCount, endCursor }: PageNews) => {
    setTotal(totalCount);
    setCursors((before) => {
      const more = endCursor !== null && (place + 1) * pageSize < totalCount;
      return more && before.length === place + 1 ? [...before, endCursor] : before;
    });
  }, []);

  if (total === 0)
    return <p className="surface px-4 py-10 text-center text-soft">No unit of this layer is of that kind.</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only moves the focus between the links inside
    <div className="flex flex-col gap-3" onKeyDown={(event) => moveFocus(event, columnCount)}>
      {cursors.map((after, place) => (
        <Slot
          key={after ?? 'first'}
          {...rest}
          place={place}
          after={after}
          expected={countOf(place)}
          columnCount={columnCount}
          needed={nearUnknown && place === cursors.length - 1}
          onLoaded={onLoaded}
        />
      ))}
      <div ref={unknown} style={{ height: gridHeight(Math.max(0, total - cursors.length * pageSize), columnCount) }} />
    </div>
  );
}
