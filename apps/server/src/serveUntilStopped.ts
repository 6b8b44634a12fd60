import { readEnvironment } from './environment.js';
import { startServer } from './server.js';

/**
 * The server as a program: starts as the environment says, tells where, and ends the process in good order when it is told
 * to. Throws a Refusal where it cannot start.
 */
export async function serveUntilStopped(announce: (address: string) => void): Promise<void> {
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
  announce(server.address);
}
