import type { MatchPlace } from './match.js';
import type { MatchedUnits } from './matchedUnits.js';

/** The matches of one matching, by falling value, ties by the lower left index. */
export function rankedMatches({ partners, index: { ofRows, ofColumns } }: MatchedUnits): MatchPlace[] {
  const { targets, values } = partners;
  const lefts = Array.from(targets.keys()).filter((left) => (targets[left] as number) >= 0);
  lefts.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
  return lefts.map((left, place) => {
    const right = targets[left] as number;
    const mutual = ofRows[left] === right && ofColumns[right] === left;
    return { left, right, value: values[left] as number, rank: place + 1, mutual };
  });
}

/** At most `points` places of `total`, evenly spaced, first and last included. */
export function evenly(total: number, points: number): number[] {
  if (total <= points) return Array.from({ length: total }, (_, place) => place);
  if (points === 1) return [0];
  return Array.from({ length: points }, (_, point) => Math.round((point * (total - 1)) / (points - 1)));
}
