interface Shares {
  readonly share: number | null;
  readonly baseline: { readonly __typename: string; readonly mean?: number | null };
}

const ENDS = [0.1, 0.2, 0.25, 0.5, 1] as const;

/** The share at the right end of bars: the lowest round one that holds all of them. */
export function barEnd(figures: readonly Shares[]): number {
  const highest = Math.max(0, ...figures.flatMap(({ share, baseline }) => [share ?? 0, baseline.mean ?? 0]));
  return ENDS.find((end) => highest <= end) ?? 1;
}
