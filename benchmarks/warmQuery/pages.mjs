import { dashboardDocument, withTypenames } from './dashboardDocument.mjs';

const PARTNERS = `query Partners($layer: ID!) {
  node(id: $layer) {
    ... on Layer {
      units(first: 96) {
        nodes {
          id
          index
          correlates(first: 5) { ...partners }
        }
      }
    }
  }
}
fragment partners on CorrelatesResult {
  ... on Correlates { matches { rank value mutual target { id index layer { name network { name } } } } }
}`;
const THREE = PARTNERS.replace('query Partners', 'query PartnersInThree').replace(
  'correlates(first: 5) { ...partners }',
  [2, 3, 4]
    .map((number) => `in${number}: correlates(in: "network:alexnet-${number}", first: 5) { ...partners }`)
    .join(' '),
);

/** The pages: what the dashboard asks for a layer, and two that a notebook would ask. */
export const PAGES = [
  page('96 units x 5 partners', withTypenames(PARTNERS), { layer: 'layer:alexnet-1/conv3' }, 20_000),
  page('96 units x 5 partners x 3 networks', withTypenames(THREE), { layer: 'layer:alexnet-1/conv3' }, 60_000),
  page(
    "a layer's page of the dashboard, 96 units",
    dashboardDocument('layers/rankingDocument.ts'),
    {
      slug: 'alexnet-1',
      layer: 'conv3',
      by: 'INDEX',
      descending: false,
      condition: null,
      in: null,
      first: 96,
      after: null,
    },
    20_000,
  ),
];

function page(name, { query, operationName }, variables, atLeast) {
  return { name, operationName, query, variables, atLeast };
}
