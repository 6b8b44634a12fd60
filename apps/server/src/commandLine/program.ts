import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { EXIT_CODES } from './commandFailed.js';
import { examples } from './examples.js';
import { addExport } from './exportCommand.js';
import { addImport } from './importCommand.js';
import { addQuery } from './query.js';
import { addRecord } from './record.js';
import { addRemove } from './remove.js';
import { addServe } from './serve.js';
import { DEFAULT_SERVER } from './session.js';
import { addStatus } from './status.js';

const CODES = `
Exit codes:
  ${EXIT_CODES.DONE}    done
  ${EXIT_CODES.REFUSED}    refused: what was asked cannot be done, or something that was named is not there
  ${EXIT_CODES.MISUSED}    the command line makes no sense
  ${EXIT_CODES.UNREACHABLE}    no server answers, or the connection was lost for good
  ${EXIT_CODES.FAILED}    the answer of a query has errors, or a value could not be computed
  ${EXIT_CODES.UNFINISHED}    not finished within the time that was given
  ${EXIT_CODES.DEFECT}   a defect of this program
  ${EXIT_CODES.INTERRUPTED}  stopped by Ctrl-C`;

/** The whole command line. */
export function createProgram(): Command {
  const program = new Command('unitgraph')
    .description('Which units of one neural network are also in another: the command line of Unitgraph.')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .addOption(
      new Option('--server <address>', 'the server to talk to').env('UNITGRAPH_SERVER').default(DEFAULT_SERVER),
    )
    .option('--json', 'print results as JSON, and errors as one line of JSON')
    .option('-q, --quiet', 'no progress and no notes: results and errors alone')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .exitOverride()
    // Said in one form with all other errors.
    .configureOutput({ outputError: () => {} })
    .addHelpText(
      'after',
      `${examples(
        ['unitgraph serve', 'the server and the dashboard'],
        ['unitgraph import network.onnx --preset imagenet', 'bring in a network of your own'],
        ['unitgraph record network', 'record what its units do'],
        ['unitgraph export network/layer1 alexnet-1/conv1 -o matches.csv', 'which units are also there'],
        ['unitgraph import --help', 'help and examples of one command'],
      )}\n${CODES}`,
    );
  for (const add of [addServe, addImport, addRecord, addQuery, addExport, addStatus, addRemove]) add(program);
  return program;
}

function versionOf(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
