import { graphql, type ResultOf } from '../graphql/graphql';

export const networkCardFields = graphql(`
  fragment NetworkCard on Network @_unmask {
    id
    slug
    name
    architecture
    unitCount
    parameterCount
    statedAccuracy
    layers(first: 200) {
      nodes {
        id
        name
        kind
        unitCount
        positions
      }
    }
  }
`);

export type NetworkCardData = ResultOf<typeof networkCardFields>;

export const networksDocument = graphql(
  `
    query Networks {
      networks(first: 100) {
        totalCount
        nodes {
          ...NetworkCard
        }
      }
    }
  `,
  [networkCardFields],
);
