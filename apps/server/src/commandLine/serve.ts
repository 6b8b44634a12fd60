import type { Command } from 'commander';
import { oneOf, wholeNumber } from './choices.js';
import { examples } from './examples.js';
import type { GlobalOptions } from './session.js';

/** As the engine calls them; loading the engine for its names alone would cost half a second. */
const BACKENDS = ['TENSORFLOW', 'WEBGPU', 'ONNXRUNTIME', 'WASM'] as const;

interface Options {
  readonly port?: number;
  readonly host?: string;
  readonly home?: string;
  readonly backend?: (typeof BACKENDS)[number];
}

export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('run the server and the dashboard, until Ctrl-C')
    .description(
      'Serves everything on one port, as `npm start` does once it has built. Options take the place of environment variables.',
    )
    .option('--port <number>', 'port of everything (PORT, 4000)', wholeNumber(0, 65_535))
    .option('--host <address>', 'address to listen on (HOST, 127.0.0.1: this machine only)')
    .option('--home <folder>', 'the data folder (UNITGRAPH_HOME, ~/.unitgraph)')
    .option(
      '--backend <name>',
      'tensorflow, webgpu, onnxruntime or wasm (UNITGRAPH_BACKEND, the first that opens)',
      oneOf(BACKENDS),
    )
    .addHelpText(
      'after',
      examples(
        ['unitgraph serve', 'on http://127.0.0.1:4000'],
        ['unitgraph serve --port 4100 --home ./data', 'a second one, with data of its own'],
      ),
    )
    .action(async (options: Options, command: Command) => {
      const { json = false } = command.optsWithGlobals<GlobalOptions>();
      const said = {
        PORT: options.port,
        HOST: options.host,
        UNITGRAPH_HOME: options.home,
        UNITGRAPH_BACKEND: options.backend?.toLowerCase(),
      };
      for (const [name, value] of Object.entries(said)) if (value !== undefined) process.env[name] = String(value);
      // Nothing of it is loaded for the other commands.
      await import('../production.js');
      const { serveUntilStopped } = await import('../serveUntilStopped.js');
      await serveUntilStopped((address) =>
        console.log(
          json
            ? JSON.stringify({ address, graphql: `${address}/graphql` })
            : `Unitgraph answers at ${address} (GraphQL at ${address}/graphql)`,
        ),
      );
    });
}
