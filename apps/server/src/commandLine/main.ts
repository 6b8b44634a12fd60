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
  // What is still under way, an upload or a request that nobody waits for, must not keep it alive.
  process.exit(report(error));
}

/** Says why it failed; gives the exit code. */
function report(error: unknown): number {
  const session = currentSession();
  const terminal = session?.terminal ?? new Terminal({ json: process.argv.includes('--json'), quiet: false });
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return EXIT_CODES.DONE;
    // Help that stands in place of a command has said all.
    if (error.code !== 'commander.help') {
      const message = error.message.replace(/^error: /, '');
      terminal.fail(message, 'Add --help to a command for its options and examples.', EXIT_CODES.MISUSED);
    }
    return EXIT_CODES.MISUSED;
  }
  if (error instanceof Interrupted || session?.signal.aborted === true) {
    terminal.fail('Stopped.', session?.resume ?? '', EXIT_CODES.INTERRUPTED);
    return EXIT_CODES.INTERRUPTED;
  }
  const code = exitCodeOf(error);
  if (error instanceof Refusal) terminal.fail(error.message, error.remedy, code);
  // Its stack helps to find it.
  else terminal.fail(stackOf(error), 'This is a defect of Unitgraph.', code);
  return code;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
