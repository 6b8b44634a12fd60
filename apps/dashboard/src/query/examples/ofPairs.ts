import type { Example } from '../example';

/** Two layers unit by unit, over depth, and two units. */
export const ofPairs: readonly Example[] = [
  {
    title: 'Two layers: greedy against assignment',
    note: 'means, and what chance gives',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      samples
      greedy: matching(rule: GREEDY) {
        ...Means
      }
      assignment: matching(rule: ASSIGNMENT) {
        ...Means
      }
    }
    ... on Incomparable {
      reason
      message
    }
  }
}

fragment Means on MatchingResult {
  ... on Matching {
    mean
    matchedCount
    agreement
    baseline {
      ... on Baseline {
        mean
        percentile95
        pValue
      }
    }
  }
  ... on Computation {
    title
    progress
  }
}`,
  },
  {
    title: 'The most alike pairs of two layers',
    note: 'and the least, with worstFirst',
    query: `{
  compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2") {
    ... on LayerComparison {
      matching(rule: ASSIGNMENT) {
        ... on Matching {
          matches(first: 10) {
            totalCount
            nodes {
              rank
              value
              mutual
              source {
                index
              }
              target {
                index
              }
            }
          }
        }
      }
    }
  }
}`,
  },
  {
    title: 'Convergence over depth',
    note: 'means of each layer, for all pairs',
    query: `{
  convergence(networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"]) {
    layers
    pairs {
      left {
        slug
      }
      right {
        slug
      }
      points {
        layer
        comparison {
          ... on LayerComparison {
            matching(rule: ASSIGNMENT) {
              ... on Matching {
                mean
              }
              ... on Computation {
                progress
              }
            }
          }
        }
      }
    }
  }
}`,
  },
  {
    title: 'Two units under every measure',
    note: 'information raw, bias, corrected',
    query: `{
  node(id: "unit:alexnet-1/conv1/1") {
    ... on Unit {
      pearson: pair(with: "unit:alexnet-2/conv1/2") {
        ...Pair
      }
      spearman: pair(with: "unit:alexnet-2/conv1/2", by: SPEARMAN) {
        ...Pair
      }
      information: pair(with: "unit:alexnet-2/conv1/2", by: MUTUAL_INFORMATION) {
        ...Pair
      }
    }
  }
}

fragment Pair on UnitMatchResult {
  ... on Match {
    value
    rank
    information {
      raw
      bias
      sourceEntropy
      targetEntropy
    }
  }
  ... on Computation {
    title
    progress
  }
}`,
  },
];
