import { type RefObject, useLayoutEffect, useRef } from 'react';
import { scrolledTo } from './scrolledTo';

/** Keeps what is chosen in a row that scrolls sideways in sight: at the beginning, and whenever another one is chosen. */
export function useInSight<Row extends HTMLElement>(chosen: string, selector: string): RefObject<Row | null> {
  const ref = useRef<Row>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: which one is chosen stands in the document by then
  useLayoutEffect(() => {
    const row = ref.current;
    const item = row?.querySelector(selector);
    if (!row || !item) return;
    const [outer, inner] = [row.getBoundingClientRect(), item.getBoundingClientRect()];
    // Not `scrollIntoView`, which would move the page, too.
    row.scrollLeft = scrolledTo(
      { start: row.scrollLeft, length: row.clientWidth },
      { start: row.scrollLeft + inner.left - outer.left, length: inner.width },
    );
  }, [chosen, selector]);
  return ref;
}
