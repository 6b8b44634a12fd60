import type { SimilarityRow } from './useSimilarities';

/** Something to bear in mind, told once for all the rows that it is about. */
export interface Caveat {
  /** From 1, in the order of the rows that they first stand at. */
  readonly number: number;
  readonly text: string;
}

/** What there is to bear in mind, each sentence once. */
export function collectCaveats(rows: readonly Pick<SimilarityRow, 'similarity'>[]): Caveat[] {
  const texts = new Set(
    rows.flatMap(({ similarity }) => (similarity?.__typename === 'Similarity' ? similarity.caveats : [])),
  );
  return [...texts].map((text, index) => ({ number: index + 1, text }));
}

/** Those of one row. */
export function caveatsOf(caveats: readonly Caveat[], { similarity }: Pick<SimilarityRow, 'similarity'>): Caveat[] {
  if (similarity?.__typename !== 'Similarity') return [];
  return caveats.filter(({ text }) => similarity.caveats.includes(text));
}
