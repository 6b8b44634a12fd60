import type { Command } from 'commander';
import { ServerConnection } from './serverConnection.js';
import { Terminal } from './terminal.js';

export const DEFAULT_SERVER = 'http://127.0.0.1:4000';

/** What every command has: how it speaks, to whom, and what to say when somebody stops it. */
export interface Session {
  readonly terminal: Terminal;
  readonly server: ServerConnection;
  readonly signal: AbortSignal;
  /** A sentence for whoever stops it: what goes on, and how to resume. */
  resume: string | null;
}

export interface GlobalOptions {
  readonly server: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Thrown by whatever waits when somebody presses Ctrl-C. */
export class Interrupted extends Error {}

const interruption = new AbortController();
let current: Session | undefined;

/** The session of the command that runs. Made at the first call; Ctrl-C ends what it waits for. */
export function sessionOf(command: Command): Session {
  if (current !== undefined) return current;
  const { server, json = false, quiet = false } = command.optsWithGlobals<GlobalOptions>();
  const { signal } = interruption;
  const interrupt = (): void => {
    // Told twice: at once.
    if (signal.aborted) process.exit(130);
    interruption.abort(new Interrupted());
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt);
  const terminal = new Terminal({ json, quiet });
  current = { terminal, server: new ServerConnection(server, signal), signal, resume: null };
  return current;
}

export function currentSession(): Session | undefined {
  return current;
}
