import { graphql } from '../graphql/graphql';

export const searchDocument = graphql(`
  query Search($text: String!) {
    search(text: $text, first: 12) {
      __typename
      ... on Network {
        id
        slug
        name
        architecture
      }
      ... on Layer {
        id
        name
        unitCount
        network {
          id
          slug
          name
        }
      }
      ... on Unit {
        id
        index
        layer {
          id
          name
          network {
            id
            slug
            name
          }
        }
      }
      ... on ProbeSet {
        id
        slug
        name
        count
      }
    }
  }
`);
