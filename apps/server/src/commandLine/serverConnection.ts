import type { IncomingMessage } from 'node:http';
import { Refusal } from '@unitgraph/analysis/errors';
import { CommandFailed, EXIT_CODES, misused } from './commandFailed.js';
import { isConnectionProblem, type Sent, sendRequest, textOf } from './httpRequest.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions?: { readonly code?: string };
}

export interface GraphqlAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphqlError[];
}

/** Seconds that a server waits at most. */
const LONGEST_WAIT = 300;

export interface AskOptions {
  /** Seconds that the server may wait for values that are not computed; its own choice by default. */
  readonly wait?: number;
  readonly operationName?: string;
}

/** A running server, spoken to over HTTP alone. */
export class ServerConnection {
  readonly address: URL;

  /**
   * @param signal ends whatever is under way
   * @throws CommandFailed where the address is none
   */
  constructor(
    address: string,
    readonly signal: AbortSignal,
  ) {
    const text = /^[a-z]+:\/\//i.test(address) ? address : `http://${address}`;
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
      throw misused(
        `${JSON.stringify(address.slice(0, 200))} is no address of a server.`,
        'Give one like http://127.0.0.1:4000 by --server, or in UNITGRAPH_SERVER.',
      );
    this.address = new URL(text.endsWith('/') ? text : `${text}/`);
  }

  /** The address of something on the server, as people write it. */
  urlOf(path: string): string {
    return new URL(path.replace(/^\//, ''), this.address).href;
  }

  /** Whatever the server answers, as it comes. @throws CommandFailed where nothing answers */
  async send(path: string, sent: Sent = {}): Promise<IncomingMessage> {
    try {
      return await sendRequest(new URL(this.urlOf(path)), { signal: this.signal, ...sent });
    } catch (error) {
      throw this.#explained(error);
    }
  }

  /** The JSON that the server answers. @throws Refusal with the server's own words where it refuses */
  async json<Value>(path: string, sent: Sent = {}): Promise<Value> {
    const answer = await this.send(path, sent);
    const value = await this.#read<Value & { errors?: readonly GraphqlError[] }>(answer);
    if ((answer.statusCode ?? 500) >= 400) throw new AnswerRefused(answer.statusCode ?? 500, wordsOf(value.errors));
    return value;
  }

  /** Data of a query. @throws Refusal with the server's own words where the answer has errors */
  async ask<Data>(query: string, variables: object = {}, options: AskOptions = {}): Promise<Data> {
    const { data, errors } = await this.answer<Data>(query, variables, options);
    if (errors !== undefined || data == null) throw new Refusal(wordsOf(errors), '');
    return data;
  }

  /** The whole answer of a query, errors included. */
  async answer<Data>(
    query: string,
    variables: object,
    { wait, operationName }: AskOptions = {},
  ): Promise<GraphqlAnswer<Data>> {
    const body = JSON.stringify({ query, variables, ...(operationName === undefined ? {} : { operationName }) });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      // A share of the device of its own, and a little less urgent than the pages that somebody looks at.
      'x-unitgraph-client': `command line, process ${process.pid}`,
      priority: 'u=4',
      ...(wait === undefined ? {} : { prefer: `wait=${Math.min(LONGEST_WAIT, Math.ceil(wait))}` }),
    };
    return this.#read(await this.send('graphql', { method: 'POST', headers, body }));
  }

  async #read<Value>(answer: IncomingMessage): Promise<Value> {
    let text: string;
    try {
      text = await textOf(answer);
    } catch (error) {
      throw this.#explained(error);
    }
    try {
      const value = JSON.parse(text) as unknown;
      if (typeof value === 'object' && value !== null) return value as Value;
    } catch {
      // Said below.
    }
    throw new CommandFailed(
      `${this.address.href} answers, but not as a Unitgraph server does (status ${answer.statusCode}).`,
      'Give the address of one by --server, or in UNITGRAPH_SERVER.',
      EXIT_CODES.UNREACHABLE,
    );
  }

  #explained(error: unknown): unknown {
    // Whoever pressed Ctrl-C knows why it ended.
    if (this.signal.aborted || !isConnectionProblem(error)) return error;
    return new Unreachable(this.address.href.replace(/\/$/, ''), error);
  }
}

/** Nothing answers there. */
export class Unreachable extends CommandFailed {
  constructor(
    readonly address: string,
    readonly reason: unknown,
    /** What to know besides. */
    more = '',
  ) {
    const code = codeOf(reason);
    super(
      `No server answers at ${address}${code === undefined ? '' : ` (${code})`}.`,
      `Start one by \`npm start\` or \`npx unitgraph serve\`, or say where it is by --server ADDRESS or UNITGRAPH_SERVER.${more}`,
      EXIT_CODES.UNREACHABLE,
    );
  }

  /** The same, with a sentence on how to resume. */
  with(resume: string | null): Unreachable {
    return new Unreachable(this.address, this.reason, resume === null ? '' : `\n${resume}`);
  }
}

/** The server answered with a status that says no. */
export class AnswerRefused extends Refusal {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message, '');
  }
}

export function wordsOf(errors: readonly GraphqlError[] | undefined): string {
  const words = (errors ?? []).map(({ message }) => message).join('\n');
  return words === '' ? 'The server answered with nothing.' : words;
}

function codeOf(error: unknown): string | undefined {
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  return code ?? errors?.[0]?.code;
}
