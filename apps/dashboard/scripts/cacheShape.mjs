// Writes what the normalised cache has to know of the schema: which types have no id (they are kept inside their parent)
// and which types each union and interface may be. Generated, so that a new type cannot be forgotten. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { buildSchema, isAbstractType, isObjectType } from 'graphql';

const target = new URL('../src/graphql/cacheShape.generated.ts', import.meta.url);
const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
const types = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const embedded = types
  .filter((type) => isObjectType(type) && !roots.has(type) && !('id' in type.getFields()))
  .map((type) => type.name);
const possible = types.filter(isAbstractType).map((type) => [
  type.name,
  schema
    .getPossibleTypes(type)
    .map((member) => member.name)
    .sort(),
]);

const text = `// Generated from schema.graphql by scripts/cacheShape.mjs. Do not edit.

/** Types without an id of their own. */
export const embeddedTypes = ${JSON.stringify(embedded, null, 2)} as const;

/** What each union and interface may be. */
export const possibleTypes: Record<string, string[]> = ${JSON.stringify(Object.fromEntries(possible), null, 2)};
`;

if (process.argv.includes('--check')) {
  const present = readFileSync(target, 'utf8');
  if (present !== text) {
    console.error(`${target.pathname} is older than schema.graphql. Run: npm run generate -w @unitgraph/dashboard`);
    process.exit(1);
  }
} else {
  writeFileSync(target, text);
}
