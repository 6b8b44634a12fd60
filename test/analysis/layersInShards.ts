import {
  type Derivation,
  encodeSafetensors,
  MemoryStore,
  RandomSource,
  type Recording,
  writeRecording,
} from '@unitgraph/analysis';
import { packBundle } from '../../packages/analysis/dist/formats/bundle.js';

/** A store that counts how often each blob is read. */
export class CountingStore extends MemoryStore {
  readonly reads = new Map<string, number>();
  override async readBlob(digest: string): Promise<Uint8Array> {
    this.reads.set(digest, (this.reads.get(digest) ?? 0) + 1);
    return super.readBlob(digest);
  }

  /** Another one with the same in it. */
  copy(): CountingStore {
    const copied = new CountingStore();
    for (const [digest, bytes] of this.blobs) copied.blobs.set(digest, bytes);
    for (const [key, bytes] of this.values) copied.values.set(key, bytes);
    return copied;
  }
}

export interface LayerInShards {
  readonly wanted: Derivation<Recording>;
  readonly recording: Recording;
  /** Digests of its shards. */
  readonly shards: readonly string[];
}

/** A rectified layer of which something is shared with all others, in shards that are short, so that there are many. */
export async function layerInShards(
  store: MemoryStore,
  seed: number,
  { units, samples, shard }: { readonly units: number; readonly samples: number; readonly shard: number },
): Promise<LayerInShards> {
  const random = new RandomSource(seed);
  const values = new Float32Array(samples * units);
  for (let sample = 0; sample < samples; sample++)
    for (let unit = 0; unit < units; unit++)
      values[sample * units + unit] = Math.max(0, Math.sin(sample * (1 + (unit % 3))) + 2 * random.uniform() - 1);
  const key = `${seed}`.padStart(64, '0');
  const title = `Record layer ${seed} on noise`;
  const whole = await writeRecording(values, { units, title, key }, store);
  const shards = [];
  for (let first = 0; first < samples; first += shard) {
    const count = Math.min(shard, samples - first);
    const data = new Float32Array(units * count);
    for (let unit = 0; unit < units; unit++)
      for (let sample = 0; sample < count; sample++)
        data[unit * count + sample] = values[(first + sample) * units + unit] as number;
    const bytes = encodeSafetensors(new Map([['activations', { type: 'F32', shape: [units, count], data }]]));
    const digest = await store.writeBlob(bytes);
    shards.push({ digest, bytes: bytes.length, firstStimulus: first, stimuli: count, samples: count });
  }
  const recording = { ...whole, shards };
  await store.writeValue(key, packBundle(recording));
  const wanted: Derivation<Recording> = {
    ...{ kind: 'importedRecording', version: 1, parameters: { layer: seed }, title, key },
    size: { units, samples, stimuli: samples, positions: 1, flops: 0 },
  };
  return { wanted, recording, shards: shards.map(({ digest }) => digest) };
}
