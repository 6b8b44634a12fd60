import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGraph } from './buildGraph.js';

const HEADER = `# The graph of Unitgraph. Generated from apps/server by \`npm run schema\`: edit the types there, not this file.

`;

/** The graph as text, sorted, so that a change of it reads as one in a diff. */
export function printGraph(): string {
  return `${HEADER}${printSchema(lexicographicSortSchema(buildGraph()))}\n`;
}
