import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileOnDisk } from './modelOnDisk.js';
import { AnswerRefused, Unreachable } from './serverConnection.js';
import { Interrupted, type Session } from './session.js';
import type { ArchiveToSend } from './zipFolder.js';

/** Seconds between tries: a server that is started again is there within a minute. */
const PAUSES = [0.5, 1, 2, 4, 8, 15, 15, 15];
/** What a proxy says while the server behind it is away. */
const PASSING = [502, 503, 504];

/** Whether the server was last seen to be away. */
let outage = false;

export interface Upload {
  readonly method: 'POST' | 'PUT';
  /** Where to. */
  readonly to: string;
  readonly file: FileOnDisk | ArchiveToSend;
  /** Told of bytes as they go; with a negative number where they have to go again. */
  readonly sent: (bytes: number) => void;
}

/**
 * Sends a file as it is, and again where the connection is cut.
 * @throws Refusal with the server's own words where it refuses it; Unreachable where all tries ended so
 */
export async function upload<Answer>(session: Session, { method, to, file, sent }: Upload): Promise<Answer> {
  const { server, terminal, signal } = session;
  for (let tries = 0; ; tries++) {
    let count = 0;
    // A server that refuses a file answers before it has all of it: then the rest stays here.
    const ended = new AbortController();
    async function* chunks(): AsyncGenerator<Uint8Array> {
      const content = 'chunks' in file ? file.chunks() : createReadStream(file.path, { highWaterMark: 2 ** 18 });
      for await (const chunk of content as AsyncIterable<Uint8Array>) {
        // The stream reads on for a moment after its request has failed.
        if (ended.signal.aborted) return;
        count += chunk.length;
        sent(chunk.length);
        yield chunk;
      }
    }
    try {
      const answer = await server.json<Answer>(to, {
        method,
        headers: { 'content-type': 'application/octet-stream', 'content-length': file.bytes },
        body: chunks(),
        signal: AbortSignal.any([signal, ended.signal]),
      });
      if (outage) terminal.note('The server answers again.');
      outage = false;
      return answer;
    } catch (error) {
      ended.abort();
      sent(-count);
      const pause = PAUSES[tries];
      const passes = error instanceof Unreachable || (error instanceof AnswerRefused && PASSING.includes(error.status));
      if (signal.aborted) throw new Interrupted();
      if (!passes || pause === undefined) throw error;
      // Once, however many files are under way.
      if (!outage) terminal.note('The connection was cut. Trying again …');
      outage = true;
      await sleep(pause * 1_000, undefined, { signal });
    } finally {
      ended.abort();
    }
  }
}
