import type { Example } from '../example';

/** Layers and networks as wholes. */
export const ofWholes: readonly Example[] = [
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
];
