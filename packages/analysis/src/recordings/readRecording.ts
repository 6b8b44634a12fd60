import type { Recording, Shard } from '../derivations/values.js';
import { Refusal } from '../errors.js';
import { decodeSafetensors, type Tensor } from '../formats/safetensors.js';
import type { Store } from '../storage/store.js';
import { borrowRoom, returnRoom } from './shardRooms.js';

/** A shard that is not what the recording says. */
export class DamagedShard extends Refusal {}

/** What is wrong with a recording's files, in words; null when they are all there, of the right size. */
export async function problemOfRecording(recording: Recording, store: Store): Promise<string | null> {
  for (const [index, shard] of recording.shards.entries()) {
    const found = await store.sizeOfBlob(shard.digest);
    const where = `shard ${index} of ${recording.shards.length} (${store.describeBlob(shard.digest)})`;
    if (found === undefined) return `${where} is missing`;
    if (found !== shard.bytes) return `${where} has ${found} bytes where ${shard.bytes} were written`;
  }
  return null;
}

/**
 * Reads ranges of a recording back as units-major blocks. Keeps the shard read last, so reading in ascending order reads
 * each file once.
 */
export class RecordingReader {
  #shard = -1;
  #values = new Float32Array(0);
  /** Where files are read into, in turn, of a store that can. */
  readonly #rooms: Uint8Array[] = [];
  #turn = 0;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(
    readonly recording: Recording,
    readonly store: Store,
  ) {}

  /** Samples `first` to `first + count`: units x count, in `into` where that is given and large enough. */
  async samples(first: number, count: number, into?: Float32Array): Promise<Float32Array> {
    const { units, positions, shards } = this.recording;
    const block = into?.subarray(0, units * count) ?? new Float32Array(units * count);
    let done = 0;
    while (done < count) {
      const sample = first + done;
      const index = shards.findIndex((shard) => sample < (shard.firstStimulus + shard.stimuli) * positions);
      const shard = shards[index];
      if (shard === undefined) throw new RangeError(`Sample ${sample} of a recording of ${this.recording.samples}.`);
      const values = await this.#read(index);
      const start = sample - shard.firstStimulus * positions;
      const taken = Math.min(count - done, shard.samples - start);
      for (let unit = 0; unit < units; unit++) {
        const from = unit * shard.samples + start;
        block.set(values.subarray(from, from + taken), unit * count + done);
      }
      done += taken;
    }
    return block;
  }

  /**
   * Samples `first` to `first + count` where they are exactly one shard: units x count, as read, not to be changed, and there until the
   * shard after the next one is read; else undefined.
   */
  async shardOf(first: number, count: number): Promise<Float32Array | undefined> {
    const { positions, shards } = this.recording;
    const index = shards.findIndex((shard) => shard.firstStimulus * positions === first);
    return shards[index]?.samples === count ? this.#read(index) : undefined;
  }

  /** The whole recording, units x samples: only where it is known to be small. */
  async all(): Promise<Float32Array> {
    return this.samples(0, this.recording.samples);
  }

  /** To be called when nothing of it is used any more: its memory goes to the next reader. */
  close(): void {
    this.#shard = -1;
    this.#values = new Float32Array(0);
    for (const room of this.#rooms.splice(0)) returnRoom(room);
  }

  async #read(index: number): Promise<Float32Array> {
    if (index === this.#shard) return this.#values;
    // One after another: each is read where the one before the last was.
    const read = this.#reading.then(() => this.#load(index));
    this.#reading = read.catch(() => {});
    return read;
  }

  async #load(index: number): Promise<Float32Array> {
    if (index === this.#shard) return this.#values;
    const shard = this.recording.shards[index];
    if (shard === undefined) throw new RangeError(`Shard ${index} of ${this.recording.shards.length}.`);
    const name = `Shard ${index} (${this.store.describeBlob(shard.digest)})`;
    const bytes = await this.#bytesOf(shard);
    const tensor = tensorIn(bytes, name);
    if (tensor?.type !== 'F32' || tensor.data.length !== this.recording.units * shard.samples) {
      throw new DamagedShard(
        `${name} does not hold the ${this.recording.units} x ${shard.samples} float32 activations that were written.`,
        'Remove the file: it is recorded again when next asked for.',
      );
    }
    this.#values = tensor.data as Float32Array<ArrayBuffer>;
    this.#shard = index;
    return this.#values;
  }

  async #bytesOf({ digest, bytes }: Shard): Promise<Uint8Array> {
    if (this.store.readBlobInto === undefined) return this.store.readBlob(digest);
    const turn = this.#turn++ % 2;
    let room = this.#rooms[turn];
    if (room === undefined || room.length < bytes) {
      if (room !== undefined) returnRoom(room);
      room = borrowRoom(bytes);
      this.#rooms[turn] = room;
    }
    return room.subarray(0, await this.store.readBlobInto(digest, room.subarray(0, bytes)));
  }
}

/** @throws DamagedShard where it is no such file */
function tensorIn(bytes: Uint8Array, name: string): Tensor | undefined {
  try {
    return decodeSafetensors(bytes, name).tensors.get('activations');
  } catch (error) {
    throw error instanceof Refusal ? new DamagedShard(error.message, error.remedy) : error;
  }
}
