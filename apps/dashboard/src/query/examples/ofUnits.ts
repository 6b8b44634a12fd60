import type { Example } from '../example';

/** What is there, and single units. */
export const ofUnits: readonly Example[] = [
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
];
