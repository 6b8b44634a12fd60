import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const DASHBOARD = join(import.meta.dirname, '../../apps/dashboard/src');
const { parse, print, visit } = createRequire(join(import.meta.dirname, '../../apps/server/package.json'))('graphql');

/** A document of the dashboard with the fragments that it names, read from its source; `name` is that of the file unless given. */
export function dashboardDocument(path, name = basename(path, '.ts')) {
  const texts = new Map();
  const gather = (file, constant) => {
    if (texts.has(constant)) return;
    const source = readFileSync(file, 'utf8');
    const found = new RegExp(`const ${constant} = graphql\\(\\s*\`([^\`]*)\`(?:,\\s*\\[([^\\]]*)\\])?`).exec(source);
    if (found === null) throw new Error(`There is no document ${constant} in ${file}.`);
    const [, text, fragments = ''] = found;
    texts.set(constant, text);
    for (const fragment of fragments.split(',').map((word) => word.trim())) {
      if (fragment === '') continue;
      const from = new RegExp(`import \\{[^}]*\\b${fragment}\\b[^}]*\\} from '([^']+)'`).exec(source)?.[1];
      gather(from === undefined ? file : `${join(dirname(file), from)}.ts`, fragment);
    }
  };
  gather(join(DASHBOARD, path), name);
  // A word to gql.tada, which its documents leave out.
  return withTypenames([...texts.values()].join('\n').replaceAll(' @_unmask', ''));
}

/** As the dashboard's client sends it: `__typename` in every selection but the outermost. */
export function withTypenames(text) {
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
  return { query: print(document), operationName };
}
