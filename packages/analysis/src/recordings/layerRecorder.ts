import { createHash } from 'node:crypto';
import type { Moments, Recording, Shard } from '../derivations/values.js';
import type { Reduction } from '../derivations/wanted.js';
import { Refusal } from '../errors.js';
import { packBundle, unpackBundle } from '../formats/bundle.js';
import { emptySafetensors } from '../formats/safetensors.js';
import { conditionsOf, mergeMoments, momentsOf, noMoments } from '../statistics/moments.js';
import type { Store } from '../storage/store.js';
import { reduceInto, samplesPerStimulus } from './reduce.js';

/** A shard is about this large: small enough to read at once, large enough that there are few. */
const SHARD_BYTES = 16 * 2 ** 20;

/** One layer that is to be recorded. */
export interface LayerToRecord {
  /** Key of the recording's derivation: finished shards are kept under it. */
  readonly key: string;
  readonly title: string;
  readonly tensor: string;
  readonly reduction: Reduction;
  readonly units: number;
  readonly positions: number;
}

/** What is kept of a finished shard besides its file, so that a run that was cut off goes on behind it. */
interface ShardRecord {
  readonly shard: Shard;
  readonly moments: Moments;
  readonly drawn: Int32Array | null;
}

/** Gathers one layer's samples into shards, and writes each when it is full. */
export class LayerRecorder {
  /** First stimulus that no finished shard holds. */
  next = 0;
  readonly #finished: ShardRecord[] = [];
  readonly #perStimulus: number;
  readonly #perShard: number;
  /** The shard that is being filled: its file, and the values in it, units x samples. */
  #file = emptySafetensors('activations', [0, 0]);
  #drawn: Int32Array | null = null;
  #filled = 0;

  constructor(
    readonly layer: LayerToRecord,
    readonly stimuli: number,
    readonly store: Store,
  ) {
    this.#perStimulus = samplesPerStimulus(layer.reduction, layer.positions);
    this.#perShard = Math.max(1, Math.floor(SHARD_BYTES / (4 * layer.units * this.#perStimulus)));
  }

  /** Picks up the shards that an earlier run finished and whose files are whole. */
  async resume(): Promise<void> {
    for (;;) {
      const bytes = await this.store.readValue(this.#recordKey(this.#finished.length));
      if (bytes === undefined) return;
      const record = unpackBundle<ShardRecord>(bytes);
      if ((await this.store.sizeOfBlob(record.shard.digest)) !== record.shard.bytes) return;
      this.#finished.push(record);
      this.next += record.shard.stimuli;
    }
  }

  /** @param values batch x units x positions, of the stimuli from `first` on */
  async take(values: Float32Array, first: number, batch: number): Promise<void> {
    const { units, positions, reduction } = this.layer;
    if (values.length !== batch * units * positions) {
      throw new Refusal(
        `Layer tensor ${this.layer.tensor} gave ${values.length} values for ${batch} stimuli where ${units} units x ${positions} positions were expected.`,
        'Import the network again: its description does not fit its file.',
      );
    }
    let taken = Math.max(0, this.next - first);
    while (taken < batch) {
      const stimulus = first + taken;
      const inShard = Math.min(this.#perShard, this.stimuli - this.next);
      if (this.#filled === 0) {
        this.#file = emptySafetensors('activations', [units, inShard * this.#perStimulus]);
        this.#drawn = reduction.kind === 'SAMPLED' ? new Int32Array(inShard * this.#perStimulus) : null;
      }
      const count = Math.min(batch - taken, inShard - this.#filled);
      const stride = units * positions;
      const output = {
        values: values.subarray(taken * stride, (taken + count) * stride),
        batch: count,
        units,
        positions,
      };
      const column = this.#filled * this.#perStimulus;
      const drawn = reduceInto(this.#file.values, inShard * this.#perStimulus, column, output, reduction, stimulus);
      if (drawn !== null) this.#drawn?.set(drawn, column);
      this.#filled += count;
      taken += count;
      if (this.#filled === inShard) await this.#write(inShard);
    }
  }

  async #write(stimuli: number): Promise<void> {
    const { units, title } = this.layer;
    const samples = stimuli * this.#perStimulus;
    const index = this.#finished.length;
    const { bytes, values } = this.#file;
    const moments = momentsOf(values, units, samples, ({ unit, sample, value }) => {
      const stimulus = this.next + Math.floor(sample / this.#perStimulus);
      throw new Refusal(
        `${title}: unit ${unit} is ${value} on stimulus ${stimulus} (shard ${index}, sample ${sample}).`,
        'Check the network and its preprocessing: activations must be finite.',
      );
    });
    const digest = await this.store.writeBlob(bytes);
    const shard: Shard = { digest, bytes: bytes.length, firstStimulus: this.next, stimuli, samples };
    const record: ShardRecord = { shard, moments, drawn: this.#drawn };
    await this.store.writeValue(this.#recordKey(index), packBundle(record));
    this.#finished.push(record);
    this.next += stimuli;
    this.#filled = 0;
  }

  async finish(): Promise<Recording> {
    const { units } = this.layer;
    const moments = this.#finished.map((record) => record.moments).reduce(mergeMoments, noMoments(units));
    const drawn = this.#finished.flatMap((record) => (record.drawn === null ? [] : [...record.drawn]));
    return {
      units,
      samples: moments.count,
      stimuli: this.stimuli,
      positions: this.#perStimulus,
      sampledPositions: this.layer.reduction.kind === 'SAMPLED' ? Int32Array.from(drawn) : null,
      shards: this.#finished.map((record) => record.shard),
      moments,
      conditions: conditionsOf(moments),
    };
  }

  #recordKey(index: number): string {
    return createHash('sha256').update(`shard ${index} of ${this.layer.key}`).digest('hex');
  }
}
