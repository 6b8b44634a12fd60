import type { Block } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { borrowCentredRows, type CentredRows, returnCentredRows } from './centredRows.js';
import { centresOf } from './centres.js';

/** One block of a recording, as its pairs need it. */
export interface SideBlocks {
  /** As recorded, with its centres: for products in float64, which take them away without rounding. */
  readonly raw: Block;
  /** Less its centres, rounded to float32: what is done once serves all products of the block. */
  readonly centred: Block;
}

/** A recording on its way through a pass: two blocks in turn, so that one is read while the other is at work. */
export class PassSide {
  readonly #reader: RecordingReader;
  readonly #centre: Float32Array;
  readonly #noCentre: Float32Array;
  readonly #isCentred: boolean;
  readonly #raw: Float32Array[] = [];
  readonly #centred: CentredRows[] = [];

  constructor(
    readonly recording: Recording,
    store: Store,
    /** Samples of the longest block. */
    readonly longest: number,
    /** Whether some pair wants float32 products: then blocks are centred here. */
    isQuick: boolean,
  ) {
    this.#reader = new RecordingReader(recording, store);
    this.#centre = centresOf(recording);
    this.#noCentre = new Float32Array(recording.units);
    this.#isCentred = isQuick && this.#centre.some((centre) => centre !== 0);
  }

  /** Samples `first` to `first + count`; what the block two before this one held is overwritten. */
  async block(index: number, first: number, count: number): Promise<SideBlocks> {
    const { units } = this.recording;
    const slot = index % 2;
    const raw = { units, samples: count, values: await this.#read(slot, first, count), centre: this.#centre };
    if (!this.#isCentred) return { raw, centred: raw };
    const rows = this.#centred[slot] ?? borrowCentredRows(units * this.longest);
    this.#centred[slot] = rows;
    const values = rows.values.subarray(0, units * count);
    rows.takeCentred(raw.values, units, count, this.#centre);
    return { raw, centred: { units, samples: count, values, centre: this.#noCentre } };
  }

  /** A whole shard as it was read, nothing copied; else rows out of one or several. */
  async #read(slot: number, first: number, count: number): Promise<Float32Array> {
    const whole = await this.#reader.shardOf(first, count);
    if (whole !== undefined) return whole;
    const values = this.#raw[slot] ?? new Float32Array(this.recording.units * this.longest);
    this.#raw[slot] = values;
    return this.#reader.samples(first, count, values);
  }

  /** To be called when no block is at work any more. */
  close(): void {
    this.#reader.close();
    for (const rows of this.#centred) returnCentredRows(rows);
    this.#centred.length = 0;
  }
}
