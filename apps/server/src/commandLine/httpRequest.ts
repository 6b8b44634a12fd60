import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Sent {
  readonly method?: string;
  readonly headers?: { readonly [name: string]: string | number };
  /** A text, or bytes as they come; with `content-length` among the headers where it is known. */
  readonly body?: string | AsyncIterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

/**
 * One request, answered with status and headers; the body is still to be read. Node's `fetch` gives up after five minutes
 * without an answer, and says no length of what it streams: a computation takes longer, and a server wants to know.
 */
export async function sendRequest(url: URL, { method = 'GET', headers, body, signal }: Sent): Promise<IncomingMessage> {
  const start = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const request = start(url, { method, headers, signal });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Stays: one that is ended after its answer has an error, too, that nobody waits for.
    request.on('error', reject);
  });
  if (body === undefined || typeof body === 'string') request.end(body);
  else {
    // A server that refuses answers before it has read all; only an answer that does not come makes this an error.
    pipeline(Readable.from(body, { objectMode: false, highWaterMark: 2 ** 16 }), request).catch((error: unknown) =>
      request.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  }
  return answered;
}

export async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  if (!answer.complete) throw new Error('The answer was cut off.');
  return Buffer.concat(chunks).toString('utf8');
}

/** Nothing listens there, or it went away on the way: what may be better after a while. */
export function isConnectionProblem(error: unknown): boolean {
  const codes = [
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
  ];
  const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown[] };
  return (
    (code !== undefined && (codes.includes(code) || code === 'ERR_STREAM_PREMATURE_CLOSE')) ||
    message === 'The answer was cut off.' ||
    // Every address of a name was tried.
    (errors ?? []).some(isConnectionProblem)
  );
}
