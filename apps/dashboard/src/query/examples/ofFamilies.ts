import type { Example } from '../example';

/** Several networks at once. */
export const ofFamilies: readonly Example[] = [
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
];
