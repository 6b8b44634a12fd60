import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql';

export const inspectNetworkDocument = graphql(`
  query InspectNetwork($input: ModelInput!) {
    inspectNetwork(input: $input) {
      __typename
      ... on NetworkInspection {
        inputKind
        inputShape
        filledInputs
        bytes
        parameterCount
        unitCount
        layers {
          name
          tensor
          kind
          unitCount
          positions
          axes
        }
        preprocessing {
          summary
          scale
          mean
          deviation
          channelOrder
          crop
          resize {
            shorterSide
            height
            width
            interpolation
          }
        }
        presets {
          preset
          preprocessing {
            summary
          }
        }
        probeSets {
          probeSet {
            id
            slug
            name
            count
          }
          problem
          estimate {
            flops
            bytes
            seconds
            cached
          }
        }
        sameFile {
          id
          slug
          name
        }
      }
      ... on Refused {
        message
        remedy
      }
    }
  }
`);

export const importNetworkDocument = graphql(`
  mutation ImportNetwork($input: ImportNetworkInput!) {
    importNetwork(input: $input) {
      __typename
      ... on Network {
        id
        slug
        name
        unitCount
      }
      ... on Refused {
        message
        remedy
      }
    }
  }
`);

export type ModelInput = VariablesOf<typeof inspectNetworkDocument>['input'];
export type ImportInput = VariablesOf<typeof importNetworkDocument>['input'];
export type Inspection = Extract<
  ResultOf<typeof inspectNetworkDocument>['inspectNetwork'],
  { __typename: 'NetworkInspection' }
>;
export type ImportedNetwork = Extract<
  ResultOf<typeof importNetworkDocument>['importNetwork'],
  { __typename: 'Network' }
>;
