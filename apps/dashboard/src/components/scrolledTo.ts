type Span = { readonly start: number; readonly length: number };

/** What is left free beside what was brought into sight, so that it is seen that there is more. */
const BESIDE = 24;

/** Where a window over something longer has to begin so that an item is in it; where it is already, it stays. */
export function scrolledTo(window: Span, item: Span): number {
  const end = item.start + item.length;
  if (item.start < window.start) return Math.max(0, item.start - BESIDE);
  if (end > window.start + window.length) return Math.max(0, Math.min(item.start, end + BESIDE - window.length));
  return window.start;
}
