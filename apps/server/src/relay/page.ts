import { badInput } from '../errors.js';

/** Most entries that one page of a connection or list may hold. */
export const LARGEST_PAGE = 500;

/** Which entries of a list: `first` of them behind the cursor `after`. */
export interface Page {
  readonly start: number;
  readonly end: number;
}

/** @throws a GraphQL error when `first` is out of 1..500, or the cursor is none of ours. */
export function pageOf(first: number, after: string | null | undefined, total: number): Page {
  boundedFirst(first);
  const start = after === null || after === undefined ? 0 : placeOf(after) + 1;
  return { start: Math.min(start, total), end: Math.min(start + first, total) };
}

export function boundedFirst(first: number, name = 'first', most = LARGEST_PAGE): number {
  if (first >= 1 && first <= most) return first;
  throw badInput(`${name}: ${first} is out of range: ask for 1 to ${most}.`);
}

/** Opaque to clients; here it is the place in the list. */
export function cursorOf(place: number): string {
  return Buffer.from(`place:${place}`).toString('base64url');
}

function placeOf(cursor: string): number {
  const place = /^place:(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1];
  if (place !== undefined) return Number(place);
  throw badInput(
    `after: ${JSON.stringify(cursor.slice(0, 100))} is no cursor of this server: pass an edge's cursor or pageInfo.endCursor.`,
  );
}
