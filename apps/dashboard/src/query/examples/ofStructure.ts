import type { Example } from '../example';

/** One to few, many to many. */
export const ofStructure: readonly Example[] = [
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
];
