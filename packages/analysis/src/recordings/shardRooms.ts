/** Rooms that are kept for the next reader, and the largest that is: a new one is cleared first, which takes as long as to read into it. */
const KEPT = 4;
const KEPT_BYTES = 2 ** 25;

/**
 * Large arrays lie 16 bytes behind the beginning of a page where glibc allocates them, which keeps there what it knows of them; so far behind
 * that, the next page begins. An AMD EPYC of the third generation copies four times faster to there (measured: 1.6 and 6.5 GB/s out of
 * the file cache). Elsewhere it is a page of memory lost.
 */
const TO_NEXT_PAGE = 4096 - 16;

const kept: Uint8Array[] = [];

/** Room for a shard's file of at most so many bytes, with anything in it. */
export function borrowRoom(bytes: number): Uint8Array {
  const place = kept.findIndex((room) => room.length >= bytes);
  return place >= 0
    ? (kept.splice(place, 1)[0] as Uint8Array)
    : new Uint8Array(TO_NEXT_PAGE + bytes).subarray(TO_NEXT_PAGE);
}

/** To be called once nobody reads or fills it any more. One that is never returned is only lost to the next. */
export function returnRoom(room: Uint8Array): void {
  if (room.length <= KEPT_BYTES && kept.length < KEPT) kept.push(room);
}
