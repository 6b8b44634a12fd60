import { formatCount } from './numbers';

/** Units that take part in no matching, in words: `1 dead, 2 constant`; empty when there are none. */
export function withoutVariance(dead: number, constant: number): string {
  const parts = [
    [dead, 'dead'],
    [constant, 'constant'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${formatCount(count)} ${word}`)
    .join(', ');
}
