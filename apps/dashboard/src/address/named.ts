/** A name out of a segment of the address. One that was typed with a stray `%` is taken as it stands. */
export function named(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
