import { graphql, type ResultOf } from '../graphql/graphql';

export const probeSetsDocument = graphql(`
  query ProbeSetsPage {
    probeSets(first: 100) {
      totalCount
      nodes {
        id
        slug
        name
        digest
        count
        heldOutCount
        shape
        hasStimuli
        classes
        credit
        source
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
    }
  }
`);

export const removeProbeSetDocument = graphql(`
  mutation RemoveProbeSet($id: ID!) {
    removeProbeSet(id: $id) {
      removedId
    }
  }
`);

export type ProbeSetData = ResultOf<typeof probeSetsDocument>['probeSets']['nodes'][number];
