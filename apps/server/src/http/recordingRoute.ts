import { once } from 'node:events';
import { type Derivation, npyHeader, type Recording } from '@unitgraph/analysis';
import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { unitValues } from '../recordings/unitValues.js';
import { HttpProblem } from './httpProblem.js';
import { answeredFromCache } from './immutable.js';

/** `/recordings/<key>.npy`: samples x units, float32, unit after unit (Fortran order), streamed: it may be larger than memory. */
export function recordingRoute({
  compute,
  store,
}: Services): (request: Request<{ key: string }>, response: Response) => Promise<void> {
  return async (request, response) => {
    const { key } = request.params;
    const recording = await compute.find({ kind: 'recording', key } as Derivation<Recording>);
    if (recording?.shards === undefined) {
      throw new HttpProblem(
        404,
        `There is no recording ${key.slice(0, 80)} (yet). Ask \`recording\` of a layer for it.`,
      );
    }
    if (answeredFromCache(request, response, key)) return;
    const { samples, units } = recording;
    const header = npyHeader('<f4', [samples, units], true);
    // Before the first byte goes: a damaged shard can still be told.
    let values = await unitValues(store, recording, 0).catch((error: unknown) => {
      // Memory must not go on believing in it: asked for again, it is recorded anew.
      compute.memory.delete(key);
      throw error;
    });
    response.setHeader('Content-Length', header.length + samples * units * 4);
    response.type('application/octet-stream');
    const closed = once(response, 'close').catch(() => {});
    response.write(header);
    for (let unit = 0; unit < units; unit++) {
      if (unit > 0) values = await unitValues(store, recording, unit);
      if (response.destroyed) return;
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      if (!response.write(bytes)) await drained(response, closed);
    }
    response.end();
  };
}

/** Whichever comes first leaves no listener of the other behind. */
async function drained(response: Response, closed: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const drain = once(response, 'drain', { signal: waiting.signal }).catch(() => {});
  await Promise.race([drain, closed]);
  waiting.abort();
}
