import { Refusal } from '@unitgraph/analysis/errors';
import { CommanderError } from 'commander';
import { EXIT_CODES, exitCodeOf } from './commandFailed.js';
import { createProgram } from './program.js';
import { currentSession, Interrupted } from './session.js';
import { Terminal } from './terminal.js';

// Whoever reads the output has read enough, as `head` does.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : EXIT_CODES.DEFECT));

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
  // What is still under way, an upload or a request that nobody waits for, must not keep it alive.
  if (currentSession() !== undefined) process.exit();
}
if (currentSession() !== undefined) process.exit();

/** Says why it failed; gives the exit code. */
function report(error: unknown): number {
  // It has said so itself. Help that was asked for is no failure.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.DONE : EXIT_CODES.MISUSED;
  const session = currentSession();
  const terminal =
    session?.terminal ?? new Terminal({ json: program.opts<{ json?: boolean }>().json === true, quiet: false });
  if (error instanceof Interrupted || session?.signal.aborted === true) {
    terminal.fail('Stopped.', session?.resume ?? '', EXIT_CODES.INTERRUPTED);
    return EXIT_CODES.INTERRUPTED;
  }
  const code = exitCodeOf(error);
  if (error instanceof Refusal) terminal.fail(error.message, error.remedy, code);
  // Its stack helps to find it.
  else
    terminal.fail(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
      'This is a defect of Unitgraph.',
      code,
    );
  return code;
}
