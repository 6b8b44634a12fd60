import type { ResultOf } from '../graphql/graphql';
import type { Band, Curve } from '../plots/curve';
import type { bandsDocument } from './bandsDocument';
import { comparisonIn } from './comparisonIn';
import type { MatchingsData } from './matchingsDocument';

/** The lines that an answer has so far. */
export function curvesOf(data: MatchingsData | undefined, withMutual: boolean): Curve[] {
  const comparison = data && comparisonIn(data);
  if (!comparison) return [];
  const wanted = withMutual
    ? [comparison.greedy, comparison.assignment, comparison.mutual]
    : [comparison.greedy, comparison.assignment];
  return wanted.flatMap((matching) =>
    matching.__typename === 'Matching'
      ? [
          {
            rule: matching.rule,
            points: matching.curve.map(({ rank, value, source, target }) => ({
              rank,
              value,
              source: source.index,
              target: target.index,
            })),
          },
        ]
      : [],
  );
}

/** The baselines that an answer has so far. */
export function bandsOf(data: ResultOf<typeof bandsDocument> | undefined): Band[] {
  const matching = data && comparisonIn(data)?.matching;
  if (matching?.__typename !== 'Matching') return [];
  return [matching.rotation, matching.permutation].flatMap((baseline) =>
    baseline.__typename === 'Baseline' ? [{ kind: baseline.kind, points: baseline.band }] : [],
  );
}
