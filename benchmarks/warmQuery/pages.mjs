import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const DASHBOARD = join(import.meta.dirname, '../../apps/dashboard/src');
const { parse, print, visit } = createRequire(join(import.meta.dirname, '../../apps/server/package.json'))('graphql');

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
  page('96 units x 5 partners', PARTNERS, { layer: 'layer:alexnet-1/conv3' }, 20_000),
  page('96 units x 5 partners x 3 networks', THREE, { layer: 'layer:alexnet-1/conv3' }, 60_000),
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

function page(name, text, variables, atLeast) {
  const { document, operationName } = withTypenames(text);
  return { name, operationName, query: document, variables, atLeast };
}

/** The text of a document of the dashboard with the fragments that it names, read from its source. */
function dashboardDocument(path) {
  const texts = new Map();
  const gather = (file) => {
    if (texts.has(file)) return;
    const source = readFileSync(file, 'utf8');
    const [, text, fragments = ''] = /graphql\(\s*`([^`]*)`(?:,\s*\[([^\]]*)\])?/.exec(source);
    texts.set(file, text);
    for (const name of fragments
      .split(',')
      .map((word) => word.trim())
      .filter(Boolean)) {
      const [, from] = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '([^']+)'`).exec(source);
      gather(`${join(dirname(file), from)}.ts`);
    }
  };
  gather(join(DASHBOARD, path));
  // A word to gql.tada, which its documents leave out.
  return [...texts.values()].join('\n').replaceAll(' @_unmask', '');
}

/** As the dashboard's client sends it: `__typename` in every selection but the outermost. */
function withTypenames(text) {
  const typename = { kind: 'Field', name: { kind: 'Name', value: '__typename' } };
  let operationName;
  const document = visit(parse(text), {
    OperationDefinition: (node) => {
      operationName = node.name.value;
    },
    SelectionSet: (node, _key, parent) => {
      if (parent.kind === 'OperationDefinition' || parent.kind === 'InlineFragment') return undefined;
      const rest = node.selections.filter((selection) => selection.name?.value !== '__typename');
      return { ...node, selections: [...rest, typename] };
    },
  });
  return { document: print(document), operationName };
}
