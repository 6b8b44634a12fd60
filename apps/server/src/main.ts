import './production.js';
import { Refusal } from '@unitgraph/analysis';
import { lineOf } from './errors.js';
import { serveUntilStopped } from './serveUntilStopped.js';

/** What `npm start` runs once it has built. */
try {
  await serveUntilStopped((address) => console.log(`Unitgraph answers at ${address} (GraphQL at ${address}/graphql)`));
} catch (error) {
  // A refusal is for people; anything else is a defect, and its stack helps to find it.
  console.error(error instanceof Refusal ? lineOf(error) : error);
  process.exit(1);
}
