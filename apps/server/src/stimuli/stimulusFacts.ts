import { decodeNpy, type Store } from '@unitgraph/analysis';
import type { ProbeSetRecord } from '../catalog/records.js';

/** What is known of the stimuli of one probe set besides their pixels. */
export interface StimulusFacts {
  /** Index into the classes, one for each stimulus. */
  readonly labels: Int32Array | null;
  /** 1 where no network was trained on it. */
  readonly heldOut: Uint8Array | null;
  /** File, row or line that each came from. */
  readonly names: readonly string[] | null;
}

/** Reads the facts once for each set of blobs, which never change. */
export class StimulusFactsReader {
  readonly #facts = new Map<string, Promise<StimulusFacts>>();

  constructor(readonly store: Store) {}

  of({ labelsBlob, heldOutBlob, namesBlob = null }: ProbeSetRecord): Promise<StimulusFacts> {
    const name = `${labelsBlob} ${heldOutBlob} ${namesBlob}`;
    let facts = this.#facts.get(name);
    if (facts === undefined) {
      facts = this.#read(labelsBlob, heldOutBlob, namesBlob).catch((error: unknown) => {
        this.#facts.delete(name);
        throw error;
      });
      this.#facts.set(name, facts);
    }
    return facts;
  }

  async #read(labelsBlob: string | null, heldOutBlob: string | null, namesBlob: string | null): Promise<StimulusFacts> {
    const numbers = async (blob: string | null): Promise<number[] | null> => {
      if (blob === null) return null;
      const { data } = decodeNpy(await this.store.readBlob(blob), this.store.describeBlob(blob));
      return Array.from(data as ArrayLike<number | bigint>, Number);
    };
    const [labels, heldOut] = [await numbers(labelsBlob), await numbers(heldOutBlob)];
    return {
      labels: labels === null ? null : Int32Array.from(labels),
      heldOut: heldOut === null ? null : Uint8Array.from(heldOut),
      names:
        namesBlob === null
          ? null
          : (JSON.parse(new TextDecoder().decode(await this.store.readBlob(namesBlob))) as string[]),
    };
  }
}
