import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { type ByteRange, byteRangeOf } from './byteRange.js';
import { HttpProblem } from './httpProblem.js';
import { isNear } from './isNear.js';

/** Bytes below which compressing saves no packet. */
const WORTH_PACKING = 1400;

/** Content that its key names once and for all. */
export interface Immutable {
  readonly key: string;
  /** Media type. */
  readonly type: string;
  readonly size: number;
  /** Whether it gets smaller by much; false for what is random to gzip, as floats without zeros are, and for pictures. */
  readonly compressible: boolean;
  /** Bytes `start` to `end` (exclusive), in parts of a size that memory does not feel. */
  read(range: ByteRange): AsyncIterable<Uint8Array>;
}

/** Content that is small enough to be in memory. */
export function immutableBytes(key: string, type: string, bytes: Uint8Array): Immutable {
  const read = async function* ({ start, end }: ByteRange): AsyncIterable<Uint8Array> {
    yield bytes.subarray(start, end);
  };
  return { key, type, size: bytes.byteLength, compressible: false, read };
}

/**
 * Answers GET and HEAD: whole, as one byte range (206, with `If-Range`), compressed where that pays, or 304 where the client has
 * it already. Parts are always of the uncompressed bytes, and each encoding has a tag of its own.
 * @throws HttpProblem 416 where no byte is in the range; whatever reading throws before the first byte has gone
 */
export async function sendImmutable(request: Request, response: Response, content: Immutable): Promise<void> {
  const asked = request.method === 'GET' ? byteRangeOf(request.headers.range, content.size) : undefined;
  const packed =
    content.compressible &&
    content.size >= WORTH_PACKING &&
    request.headers.range === undefined &&
    request.acceptsEncodings('gzip') === 'gzip' &&
    !isNear(request);
  const key = packed ? `${content.key}-gzip` : content.key;
  const range = isWhole(request, key) ? undefined : asked;
  if (range === 'unsatisfiable' && !isKnown(request, key)) {
    response.setHeader('Content-Range', `bytes */${content.size}`);
    throw new HttpProblem(416, `No byte of ${content.size} is in the range ${request.headers.range}.`);
  }
  if (content.compressible) response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('Accept-Ranges', 'bytes');
  if (answeredFromCache(request, response, key)) return;
  const { start, end } = typeof range === 'object' ? range : { start: 0, end: content.size };
  const parts = content.read({ start, end })[Symbol.asyncIterator]();
  // Before anything is said: what is damaged can still be told.
  const first = request.method === 'HEAD' ? undefined : await parts.next();
  response.type(content.type);
  if (typeof range === 'object') {
    response.status(206).setHeader('Content-Range', `bytes ${start}-${end - 1}/${content.size}`);
  }
  if (packed) response.setHeader('Content-Encoding', 'gzip');
  else response.setHeader('Content-Length', end - start);
  if (first === undefined) {
    response.end();
    return;
  }
  const bytes = Readable.from(joined(first, parts), { objectMode: false });
  await (packed ? pipeline(bytes, createGzip({ level: 1 }), response) : pipeline(bytes, response)).catch(unlessGone);
}

/** Names the content by a key that never means anything else. True when the client has it already, and was told so. */
export function answeredFromCache(request: Request, response: Response, key: string): boolean {
  response.setHeader('ETag', `"${key}"`);
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
  if (!isKnown(request, key)) return false;
  response.status(304).end();
  return true;
}

function isKnown(request: Request, key: string): boolean {
  const known = request.headers['if-none-match']?.split(',').map((each) => each.trim().replace(/^W\//, ''));
  return known !== undefined && (known.includes(`"${key}"`) || known.includes('*'));
}

/** A range of something else than the client has is of no use to it. Dates say nothing here: nothing has one. */
function isWhole(request: Request, key: string): boolean {
  const condition = request.headers['if-range'];
  return condition !== undefined && String(condition).trim() !== `"${key}"`;
}

async function* joined(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  try {
    for (let part = first; part.done !== true; part = await rest.next()) yield part.value;
  } finally {
    await rest.return?.();
  }
}

/** A client that went away is no error. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
}
