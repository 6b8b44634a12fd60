import type { Block } from '../backends/backend.js';
import type { Recording } from '../derivations/values.js';
import { RecordingReader } from '../recordings/readRecording.js';
import type { Store } from '../storage/store.js';
import { borrowCentredRows, type CentredRows, returnCentredRows } from './centredRows.js';

/** One block of a recording, as far as the pass needs it. */
export interface SideBlocks {
  /** As recorded, with its centre: for products in float64, which take it away without rounding. */
  readonly raw: Block | undefined;
  /** Less its centre, rounded to float32: what is done once serves all products of the block. */
  readonly centred: Block | undefined;
}

/** A recording on its way through a pass: two blocks in turn, so that one is read while the other is at work. */
export class PassSide {
  readonly #reader: RecordingReader;
  readonly #centre: Float32Array;
  readonly #noCentre: Float32Array;
  readonly #raw: Float32Array[] = [];
  readonly #centred: CentredRows[] = [];

  constructor(
    readonly recording: Recording,
    store: Store,
    readonly step: number,
    readonly kinds: { readonly raw: boolean; readonly centred: boolean },
  ) {
    this.#reader = new RecordingReader(recording, store);
    this.#centre = Float32Array.from(recording.moments.mean);
    this.#noCentre = new Float32Array(recording.units);
  }

  /** Samples `first` to `first + count`; what the block two before this one held is overwritten. */
  async block(index: number, first: number, count: number): Promise<SideBlocks> {
    const { units } = this.recording;
    const slot = index % 2;
    if (!this.kinds.centred) return { raw: await this.#readRaw(slot, first, count), centred: undefined };
    const rows = this.#centred[slot] ?? borrowCentredRows(units * this.step);
    this.#centred[slot] = rows;
    const raw = this.kinds.raw ? await this.#readRaw(slot, first, count) : undefined;
    const values = rows.values.subarray(0, units * count);
    if (raw === undefined) await this.#reader.samples(first, count, values);
    else values.set(raw.values);
    rows.centre(units, count, this.#centre);
    return { raw, centred: { units, samples: count, values, centre: this.#noCentre } };
  }

  async #readRaw(slot: number, first: number, count: number): Promise<Block> {
    const { units } = this.recording;
    const values = this.#raw[slot] ?? new Float32Array(units * this.step);
    this.#raw[slot] = values;
    return {
      units,
      samples: count,
      values: await this.#reader.samples(first, count, values),
      centre: this.#centre,
    };
  }

  close(): void {
    for (const rows of this.#centred) returnCentredRows(rows);
    this.#centred.length = 0;
  }
}
