import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printGraph } from './printGraph.js';

/** Writes `schema.graphql` at the root: the contract that clients read. */
writeFileSync(fileURLToPath(new URL('../../../schema.graphql', import.meta.url)), printGraph());
