/** What a table of matches is sorted by. */
export interface MatchOrder {
  readonly by: 'rank' | 'source' | 'target' | 'value' | 'mutual';
  readonly descending: boolean;
}

interface Sortable {
  readonly rank: number;
  readonly value: number;
  readonly mutual: boolean;
  readonly source: { readonly index: number };
  readonly target: { readonly index: number };
}

/** A sorted copy; ties by rank. */
export function sortedMatches<Match extends Sortable>(
  matches: readonly Match[],
  { by, descending }: MatchOrder,
): Match[] {
  const key = (match: Match): number => {
    if (by === 'source' || by === 'target') return match[by].index;
    return Number(match[by]);
  };
  const sign = descending ? -1 : 1;
  return [...matches].sort((one, other) => sign * (key(one) - key(other)) || one.rank - other.rank);
}
