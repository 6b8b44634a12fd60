import './production.js';
import { Refusal } from '@unitgraph/analysis';
import { readEnvironment } from './environment.js';
import { lineOf } from './errors.js';
import { startServer } from './server.js';

/** The server as a program: starts, says where, and ends in good order when it is told to. */
try {
  const server = await startServer(readEnvironment());
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Told twice: at once.
      if (stopping) process.exit(1);
      stopping = true;
      console.log('Stopping …');
      server.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  await server.ready;
  console.log(`Unitgraph answers at ${server.address} (GraphQL at ${server.address}/graphql)`);
} catch (error) {
  // A refusal is for people; anything else is a defect, and its stack helps to find it.
  console.error(error instanceof Refusal ? lineOf(error) : error);
  process.exit(1);
}
