/** Questions to begin with. They work on the example networks. */
export type Example = { title: string; note: string; query: string };

export const examples: readonly Example[] = [
  {
    title: 'Networks and their layers',
    note: 'what is there',
    query: `{
  networks {
    totalCount
    nodes {
      slug
      name
      unitCount
      layers {
        nodes {
          name
          kind
          unitCount
          positions
        }
      }
    }
  }
}`,
  },
  {
    title: 'Accuracy on held-out stimuli',
    note: 'measured when asked',
    query: `{
  networks {
    nodes {
      name
      statedAccuracy
      accuracy {
        ... on Accuracy {
          heldOut
          heldOutCount
        }
        ... on Unavailable {
          message
        }
        ... on Computation {
          title
          progress
        }
      }
    }
  }
}`,
  },
  {
    title: 'One unit',
    note: 'statistics and top stimuli',
    query: `{
  node(id: "unit:alexnet-1/conv3/17") {
    ... on Unit {
      index
      statistics {
        ... on UnitStatistics {
          condition
          mean
          deviation
          zeroShare
        }
      }
      topStimuli(first: 3) {
        ... on TopStimuli {
          activations {
            value
            stimulus {
              label
              image
            }
            position
            crop
          }
        }
      }
    }
  }
}`,
  },
  {
    title: 'Its partners in all other networks',
    note: 'five best, with chance level',
    query: `{
  node(id: "unit:alexnet-1/conv1/3") {
    ... on Unit {
      correlates(first: 5) {
        ... on Correlates {
          matches {
            value
            mutual
            target {
              id
            }
            baseline {
              ... on MatchBaseline {
                percentile95
                pValue
              }
            }
          }
        }
        ... on Computation {
          title
          progress
        }
      }
    }
  }
}`,
  },
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
  {
    title: 'Two layers as wholes',
    note: 'similarities, and whether it is only a rotation',
    query: `{
  compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2") {
    ... on LayerComparison {
      cka: similarity(by: CKA_LINEAR) {
        ...Similarity
      }
      procrustes: similarity(by: PROCRUSTES) {
        ...Similarity
      }
      alignment {
        ... on Alignment {
          assignment
          orthogonal
          linear
        }
        ... on Computation {
          title
          progress
        }
      }
    }
  }
}

fragment Similarity on SimilarityResult {
  ... on Similarity {
    value
    range
    direction
    caveats
    baseline {
      ... on SimilarityBaseline {
        mean
        best5Percent
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
    title: 'A unit as a sum of few others',
    note: 'sparse predictors and their weights',
    query: `{
  node(id: "unit:alexnet-2/conv1/16") {
    ... on Unit {
      predictors(in: "layer:alexnet-1/conv1") {
        ... on Predictors {
          point {
            penalty
            rSquared
            contributing
          }
          leastSquaresLoss
          contributors(first: 5) {
            weight
            unit {
              id
            }
          }
        }
        ... on Computation {
          title
          progress
        }
      }
    }
  }
}`,
  },
  {
    title: 'What fewer predictors cost',
    note: 'loss and contributing units over the penalty',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      prediction {
        ... on Prediction {
          leastSquaresLoss
          unconverged
          path {
            penalty
            loss
            rSquared
            contributing
            gap
          }
        }
        ... on Computation {
          title
          progress
        }
      }
    }
  }
}`,
  },
  {
    title: 'Units of both layers in clusters',
    note: 'which network contributes what, by two methods',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      tree: clustering(height: 0.5) {
        ...Clusters
      }
      spectral: clustering(method: SPECTRAL, clusters: 6) {
        ...Clusters
        ... on Clustering {
          eigenvalues(first: 10)
        }
      }
    }
  }
}

fragment Clusters on ClusteringResult {
  ... on Clustering {
    clusters {
      left
      right
      members {
        id
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
    title: 'Every layer against every layer',
    note: 'one network, and another one',
    query: `{
  network(slug: "resnet-1") {
    similarity(to: "network:resnet-2", by: CKA_LINEAR) {
      ... on LayerMatrix {
        rows {
          name
        }
        columns {
          name
        }
        cells {
          values
          range
          direction
          pending
          caveats
          computation {
            title
            progress
          }
        }
      }
      ... on Unavailable {
        message
      }
    }
  }
}`,
  },
  {
    title: 'Networks against networks',
    note: 'at one layer, beside what chance gives',
    query: `{
  similarities(
    networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3", "network:alexnet-4"]
    layers: ["conv2"]
    by: ASSIGNMENT_MEAN
  ) {
    ... on NetworkMatrix {
      networks {
        slug
      }
      cells {
        values
        pending
        baseline {
          ... on SimilarityGridBaseline {
            means
            pValues
            pending
          }
        }
      }
    }
    ... on Unavailable {
      message
    }
  }
}`,
  },
  {
    title: 'How sure is a similarity?',
    note: 'intervals, and both baselines or why there is none',
    query: `{
  compare(left: "layer:alexnet-1/conv2", right: "layer:alexnet-2/conv2", reduction: { kind: MEAN }) {
    ... on LayerComparison {
      assignment: similarity(by: ASSIGNMENT_MEAN) {
        ...Sure
      }
      cka: similarity(by: CKA_LINEAR) {
        ...Sure
      }
    }
  }
}

fragment Sure on Similarity {
  value
  interval(share: 0.95) {
    ... on Interval {
      low
      high
      caveats
    }
    ... on Unavailable {
      message
    }
    ... on Computation {
      progress
    }
  }
  permutation: baseline(kind: PERMUTATION) {
    ...Chance
  }
  rotation: baseline(kind: ROTATION) {
    ...Chance
  }
}

fragment Chance on SimilarityBaselineResult {
  ... on SimilarityBaseline {
    mean
    best5Percent
    pValue
  }
  ... on Unavailable {
    message
  }
  ... on Computation {
    progress
  }
}`,
  },
  {
    title: 'The price, before it is paid',
    note: 'work and time of a comparison',
    query: `{
  compare(left: "layer:alexnet-3/conv3", right: "layer:alexnet-4/conv3") {
    ... on LayerComparison {
      estimate {
        flops
        bytes
        seconds
        cached
      }
    }
  }
}`,
  },
  {
    title: 'A matrix for a notebook',
    note: 'the address of an .npy file',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-2/conv1") {
    ... on LayerComparison {
      matrix {
        ... on Matrix {
          rows
          columns
          dtype
          npy
        }
        ... on Computation {
          progress
        }
      }
    }
  }
}`,
  },
  {
    title: 'Units found in every network',
    note: 'beside a random rotation',
    query: `{
  universality(
    networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"]
    layers: ["conv1"]
    threshold: 0.1
  ) {
    parts {
      layer {
        id
      }
      counts {
        ... on UniversalityCounts {
          all
          some
          one
          dead
        }
        ... on Computation {
          title
          progress
        }
      }
    }
    units(foundIn: ALL, first: 5) {
      ... on UnitUniversalityConnection {
        totalCount
        nodes {
          excess
          unit {
            id
          }
          networks {
            surplus
            best {
              value
              target {
                id
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
    title: 'Round trips',
    note: 'which units come home',
    query: `{
  cycles(
    networks: ["network:alexnet-1", "network:alexnet-2", "network:alexnet-3"]
    layer: "conv1"
  ) {
    ... on Cycles {
      live
      returned
      share
      chance
      baseline {
        ... on CyclesBaseline {
          mean
          percentile95
          pValue
        }
      }
      walks(returned: false, first: 5) {
        nodes {
          unit {
            id
          }
          path {
            id
          }
          values
        }
      }
    }
    ... on Computation {
      title
      progress
    }
  }
}`,
  },
  {
    title: 'Why two layers cannot be compared',
    note: 'a reason, never a number',
    query: `{
  compare(left: "layer:alexnet-1/conv1", right: "layer:alexnet-1/conv5") {
    ... on LayerComparison {
      samples
    }
    ... on Incomparable {
      reason
      message
    }
  }
}`,
  },
  {
    title: 'The engine',
    note: 'device, speed, cache',
    query: `{
  engine {
    backend
    device
    reason
    calibration {
      gigaflops
    }
    cache {
      diskEntries
      diskBytes
      hits
      misses
    }
  }
}`,
  },
];
