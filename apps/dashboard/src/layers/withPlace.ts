import type { RankingChoice } from './useRankingChoice';

type Other = { id: string; architecture: string | null };

/**
 * Units can be ordered by their best match in one network at a time. Where none was chosen, the first of the same
 * architecture is taken, else the first of all.
 */
export function withPlace(choice: RankingChoice, others: readonly Other[], architecture: string | null): RankingChoice {
  if (choice.by !== 'BEST_MATCH' || choice.in !== null) return choice;
  const nearest = others.find((other) => other.architecture === architecture) ?? others[0];
  return nearest ? { ...choice, in: nearest.id } : { ...choice, by: 'INDEX' };
}
