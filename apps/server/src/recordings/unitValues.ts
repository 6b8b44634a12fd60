import { DamagedShard, type Recording } from '@unitgraph/analysis';
import type { FolderStore } from '../storage/folderStore.js';

/** Where the rows of one shard begin in its file: behind 8 bytes of length and the header, as safetensors lays it out. */
async function startOfRows(store: FolderStore, shard: Recording['shards'][number], units: number): Promise<number> {
  const damaged = (why: string): DamagedShard =>
    new DamagedShard(`The shard ${store.describeBlob(shard.digest)} ${why}.`, 'Ask again: it is recorded anew.');
  const size = await store.sizeOfBlob(shard.digest);
  if (size === undefined) throw damaged('is missing');
  if (size !== shard.bytes) throw damaged(`has ${size} bytes where ${shard.bytes} were written`);
  const length = await store.readBlobRange(shard.digest, 0, 8);
  const start = 8 + Number(new DataView(length.buffer, length.byteOffset, 8).getBigUint64(0, true));
  // The one tensor in it fills the file to its end.
  if (start + units * shard.samples * 4 !== shard.bytes)
    throw damaged('does not hold the activations that were written');
  return start;
}

/** All samples of one unit, in the order of the recording, reading only its row of each shard. */
export async function unitValues(store: FolderStore, recording: Recording, unit: number): Promise<Float32Array> {
  const values = new Float32Array(recording.samples);
  let done = 0;
  for (const shard of recording.shards) {
    const start = (await startOfRows(store, shard, recording.units)) + unit * shard.samples * 4;
    const bytes = await store.readBlobRange(shard.digest, start, start + shard.samples * 4);
    values.set(new Float32Array(bytes.buffer, bytes.byteOffset, shard.samples), done);
    done += shard.samples;
  }
  return values;
}
