import { type Derivation, npyHeader, type Recording } from '@unitgraph/analysis';
import type { Request, Response } from 'express';
import type { Services } from '../context.js';
import { unitValues } from '../recordings/unitValues.js';
import type { FolderStore } from '../storage/folderStore.js';
import type { ByteRange } from './byteRange.js';
import { HttpProblem } from './httpProblem.js';
import { sendImmutable } from './immutable.js';

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
    const { samples, units } = recording;
    const header = npyHeader('<f4', [samples, units], true);
    await sendImmutable(request, response, {
      ...{ key, type: 'application/octet-stream', size: header.length + samples * units * 4 },
      // Measured: rectified activations shrink to a half or a fifth.
      compressible: true,
      read: (range) => bytesOf(store, recording, header, range),
    }).catch((error: unknown) => {
      // Memory must not go on believing in it: asked for again, it is recorded anew.
      if (!(error instanceof HttpProblem)) compute.memory.delete(key);
      throw error;
    });
  };
}

/** Bytes of the file: the header, then the values of one unit after the other, each read when it is wanted. */
async function* bytesOf(
  store: FolderStore,
  recording: Recording,
  header: Uint8Array,
  { start, end }: ByteRange,
): AsyncIterable<Uint8Array> {
  const width = recording.samples * 4;
  const [from, to] = [Math.max(0, start - header.length), end - header.length];
  const firstUnit = Math.floor(from / width);
  // Read before the header goes, so that a damaged shard is told while that can be.
  let values = to > from ? await unitValues(store, recording, firstUnit) : undefined;
  if (start < header.length) yield header.subarray(start, Math.min(end, header.length));
  for (let unit = firstUnit; unit * width < to; unit++) {
    values ??= await unitValues(store, recording, unit);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    values = undefined;
    yield bytes.subarray(Math.max(0, from - unit * width), Math.min(width, to - unit * width));
  }
}
