import { intervalFields } from '../compare/intervalsDocument';
import { computationFields } from '../computing/computationFields';
import { graphql, type ResultOf } from '../graphql/graphql';
import type { DepthSpan } from '../plots/depth';

const ruleFields = graphql(
  `
    fragment ConvergenceInterval on MatchingResult @_unmask {
      __typename
      ... on Matching {
        interval {
          ...IntervalNumbers
        }
      }
      ... on Incomparable {
        message
      }
      ... on Computation {
        ...ComputationFields
      }
    }
  `,
  [intervalFields, computationFields],
);

/** Between which values the means over depth lie. A question of its own: nothing of the figure waits for it. */
export const intervalsDocument = graphql(
  `
    query ConvergenceIntervals($networks: [ID!]!, $kinds: [LayerKind!], $probeSet: ID, $reduction: ReductionInput) {
      convergence(networks: $networks, kinds: $kinds, probeSet: $probeSet, reduction: $reduction) {
        pairs {
          left {
            id
            slug
          }
          right {
            id
            slug
          }
          points {
            layer
            comparison {
              __typename
              ... on LayerComparison {
                id
                greedy: matching(rule: GREEDY) {
                  ...ConvergenceInterval
                }
                assignment: matching(rule: ASSIGNMENT) {
                  ...ConvergenceInterval
                }
              }
            }
          }
        }
      }
    }
  `,
  [ruleFields],
);

/** The intervals that are there, by pair, layer and rule. */
export type Spans = ReadonlyMap<string, DepthSpan>;
export const NO_SPANS: Spans = new Map();

type Sides = { readonly left: { readonly slug: string }; readonly right: { readonly slug: string } };

export const spanKey = ({ left, right }: Sides, layer: string, rule: 'GREEDY' | 'ASSIGNMENT'): string =>
  `${left.slug} ${right.slug} ${layer} ${rule}`;

export function spansOf(data: ResultOf<typeof intervalsDocument> | undefined): Spans {
  const spans = new Map<string, DepthSpan>();
  for (const pair of data?.convergence.pairs ?? []) {
    for (const { layer, comparison } of pair.points) {
      if (comparison.__typename !== 'LayerComparison') continue;
      const matchings = [
        ['GREEDY', comparison.greedy],
        ['ASSIGNMENT', comparison.assignment],
      ] as const;
      for (const [rule, matching] of matchings) {
        if (matching.__typename !== 'Matching' || matching.interval.__typename !== 'Interval') continue;
        spans.set(spanKey(pair, layer, rule), [matching.interval.low, matching.interval.high]);
      }
    }
  }
  return spans;
}
