/** Names shown where none is near. */
const MOST_SHOWN = 8;

/** A sentence that helps whoever named something that is not there: the names that are near, or some that are there. */
export function nearNames(name: string, there: readonly string[], what: string): string {
  if (there.length === 0) return `There are no ${what} yet.`;
  const near = there
    .map((each) => ({ each, distance: editDistance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= Math.max(1, Math.floor(each.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => each);
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  const more = there.length > MOST_SHOWN ? `, and ${there.length - MOST_SHOWN} more` : '';
  return `There are these ${what}: ${there.slice(0, MOST_SHOWN).join(', ')}${more}.`;
}

/** Letters to insert, delete, change or exchange with their neighbours (optimal string alignment; Damerau 1964). */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let least = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
      );
      const exchanged =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (exchanged) least = Math.min(least, (before[column - 2] as number) + 1);
      current.push(least);
    }
    before = last;
    last = current;
  }
  return last[right.length] as number;
}
