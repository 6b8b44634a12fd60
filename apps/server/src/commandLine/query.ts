import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '@unitgraph/analysis/errors';
import type { Command } from 'commander';
import { askUntilComputed } from './askUntilComputed.js';
import { seconds } from './choices.js';
import { CommandFailed, EXIT_CODES, misused } from './commandFailed.js';
import { failedOf, unfinishedOf } from './computationProblems.js';
import { examples } from './examples.js';
import type { GraphqlAnswer, GraphqlError } from './serverConnection.js';
import { type Session, sessionOf } from './session.js';

interface Options {
  readonly variables?: string;
  readonly operation?: string;
  readonly wait?: number | boolean;
}

export function addQuery(program: Command): void {
  program
    .command('query')
    .summary('ask the graph, and wait until everything is computed')
    .description(
      'Sends GraphQL to the server and prints the data as JSON. Values that are not computed yet are waited for: the query is asked again until no `Computation` is left in the answer. A mutation is sent once.',
    )
    .argument('<graphql>', 'the query itself, a file that holds it, or - for standard input')
    .option('--variables <json>', 'its variables: JSON, or @FILE that holds them')
    .option('--operation <name>', 'which operation, where the document has several')
    .option('--wait <seconds>', 'give up after so long, and print what is there; the server goes on', seconds)
    .option('--no-wait', 'print what is there at once')
    .addHelpText(
      'after',
      examples(
        [`unitgraph query '{ networks { totalCount } }'`, 'a query'],
        [`unitgraph query matching.graphql --variables '{"layer": "layer:alexnet-1/conv3"}'`, 'one in a file'],
        [`unitgraph query - --variables @variables.json --wait 60 < matching.graphql`, 'a minute at most'],
      ),
    )
    .action(async (text: string, options: Options, command: Command) => {
      const session = sessionOf(command);
      await query(session, await documentOf(text), await variablesOf(options.variables), options);
    });
}

async function query(session: Session, text: string, variables: object, options: Options): Promise<void> {
  const { server, terminal } = session;
  const { operation: operationName } = options;
  const limit = typeof options.wait === 'number' ? options.wait : options.wait === false ? 0 : Number.POSITIVE_INFINITY;
  session.resume = 'What the server computes goes on. The same command asks again.';
  const { followedQuery } = await import('./followedQuery.js');
  const followed = await followedQuery(server, text, operationName);
  const answer =
    followed === null
      ? { ...(await server.answer<object>(text, variables, { wait: limit, operationName })), computations: [] }
      : await askUntilComputed<object>(session, followed, variables, { seconds: limit, operationName });
  if (answer.data != null) terminal.write(`${JSON.stringify(answer.data, null, 2)}\n`);
  refuseErrors(answer);
  const problem = failedOf(answer.computations) ?? unfinishedOf(answer.computations);
  if (problem !== null) throw problem;
}

function refuseErrors({ errors, data }: GraphqlAnswer<object>): void {
  if (errors === undefined && data != null) return;
  const lines = (errors ?? [{ message: 'The server answered with nothing.' }]).map(placed);
  throw new CommandFailed(lines.join('\n'), '', EXIT_CODES.FAILED);
}

function placed({ message, path, locations }: GraphqlError): string {
  const [place] = locations ?? [];
  if (path !== undefined && path.length > 0) return `${path.join('.')}: ${message}`;
  return place === undefined ? message : `line ${place.line}, column ${place.column}: ${message}`;
}

/** The text of the query. What looks like one is one; anything else is the name of a file. */
async function documentOf(text: string): Promise<string> {
  if (text === '-') return nonEmpty(await standardInput(), 'Standard input');
  if (/[{]/.test(text)) return text;
  try {
    if ((await stat(text)).isFile()) return nonEmpty(await readFile(text, 'utf8'), text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw unreadable(text, error);
  }
  throw new Refusal(
    `${text.slice(0, 200)} is neither a query nor a file.`,
    `Write a query in braces, '{ networks { totalCount } }', or name a file that is there.`,
  );
}

async function variablesOf(text: string | undefined): Promise<object> {
  if (text === undefined) return {};
  const file = text.startsWith('@') ? text.slice(1) : null;
  let json = text;
  if (file !== null) {
    try {
      json = await readFile(file, 'utf8');
    } catch (error) {
      throw unreadable(file, error);
    }
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw misused(
      `--variables: ${file ?? 'the text'} is no JSON: ${(error as Error).message}.`,
      `Give an object like '{"layer": "layer:alexnet-1/conv3"}', or @FILE.`,
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw misused('--variables: this is no object.', `Give one like '{"layer": "layer:alexnet-1/conv3"}'.`);
}

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function nonEmpty(text: string, what: string): string {
  if (text.trim() !== '') return text;
  throw new Refusal(
    `${what} is empty: there is nothing to ask.`,
    `Write a query, for example '{ networks { totalCount } }'.`,
  );
}

function unreadable(file: string, error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException;
  return new Refusal(
    code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read: ${message}.`,
    'Name a file that can be read.',
  );
}
