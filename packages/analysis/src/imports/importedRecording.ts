import { createHash } from 'node:crypto';
import { productOf } from '../arrays/storedArray.js';
import { type Derivation, derivation } from '../derivations/derivation.js';
import type { Moments, Recording, Shard } from '../derivations/values.js';
import { conditionsOf, mergeMoments, noMoments } from '../statistics/moments.js';
import type { ConvertedPart } from './convertFile.js';
import { type Layout, positionsOf } from './layout.js';

/** Puts the parts of one layer together, in the order of their stimuli. */
export class RecordingOfParts {
  readonly #shards: Shard[] = [];
  #moments: Moments;

  constructor(readonly layout: Layout) {
    this.#moments = noMoments(layout.shape[layout.unitAxis] as number);
  }

  add({ shards, moments }: ConvertedPart): void {
    this.#shards.push(...shards);
    this.#moments = mergeMoments(this.#moments, moments);
  }

  finish(): Recording {
    const { shape, stimulusAxis, unitAxis } = this.layout;
    return {
      units: shape[unitAxis] as number,
      samples: this.#moments.count,
      stimuli: shape[stimulusAxis] as number,
      positions: productOf(positionsOf(this.layout)),
      sampledPositions: null,
      shards: this.#shards.sort((a, b) => a.firstStimulus - b.firstStimulus),
      moments: this.#moments,
      conditions: conditionsOf(this.#moments),
    };
  }
}

/** SHA-256 of all values of a recording and how they lie: what its derivation is named by. */
export function contentOf({ units, positions, stimuli, shards }: Recording): string {
  const said = JSON.stringify([units, positions, stimuli, shards.map(({ digest }) => digest)]);
  return createHash('sha256').update(said).digest('hex');
}

/** Which recorded layer is meant, in words, with what a price needs to know. */
export interface ImportedLayer {
  readonly content: string;
  readonly layer: string;
  readonly network: string;
  readonly probeSet: string;
  readonly units: number;
  readonly stimuli: number;
  /** Samples that each stimulus gives. */
  readonly positions: number;
}

/** A recording that came in from arrays on disk. Nothing can compute it: its value is written when the last shard is there. */
export function importedRecordingOf(said: ImportedLayer): Derivation<Recording> {
  const { content, layer, network, probeSet, units, stimuli, positions } = said;
  return derivation({
    kind: 'importedRecording',
    version: 1,
    title: `Record ${layer} of ${network} on ${probeSet}`,
    parameters: { content },
    size: { units, samples: stimuli * positions, stimuli, positions, flops: 0 },
  });
}
