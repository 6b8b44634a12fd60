import { graphql, type ResultOf, type VariablesOf } from '../graphql/graphql';

export const inspectProbeSetDocument = graphql(`
  query InspectProbeSet($input: StimuliFileInput!) {
    inspectProbeSet(input: $input) {
      __typename
      ... on StimuliInspection {
        source
        count
        shape
        sizes {
          count
          smallest
          largest
        }
        bytes
        classCount
        classes {
          name
          count
        }
        names
        notes
      }
      ... on Refused {
        message
        remedy
      }
    }
  }
`);

export const importProbeSetDocument = graphql(`
  mutation ImportProbeSet($input: ImportProbeSetInput!) {
    importProbeSet(input: $input) {
      __typename
      ... on ProbeSet {
        id
        slug
        name
        count
        notes
        stimuli(first: 24) {
          nodes {
            id
            index
            label
            name
            thumbnail
          }
        }
      }
      ... on Computation {
        id
        state
        progress
        stage
      }
      ... on Refused {
        message
        remedy
      }
    }
  }
`);

export type StimuliInput = VariablesOf<typeof inspectProbeSetDocument>['input'];
export type ProbeSetInput = VariablesOf<typeof importProbeSetDocument>['input'];
export type StimuliInspection = Extract<
  ResultOf<typeof inspectProbeSetDocument>['inspectProbeSet'],
  { __typename: 'StimuliInspection' }
>;
export type ImportedProbeSet = Extract<
  ResultOf<typeof importProbeSetDocument>['importProbeSet'],
  { __typename: 'ProbeSet' }
>;
