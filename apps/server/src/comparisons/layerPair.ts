import {
  type Baseline,
  type BaselineKind,
  baselineOf,
  type Correlation,
  correlationOf,
  type Derivation,
  type Matchings,
  matchingsOf,
  type Recording,
  type Reduction,
} from '@unitgraph/analysis';
import type { Layer } from '../layers/layer.js';
import type { ProbeSet } from '../stimuli/probeSet.js';

/** How a baseline is drawn. */
export interface BaselineChoice {
  readonly kind: BaselineKind;
  readonly repeats: number;
  readonly seed: number;
}

/** Two layers whose samples pair up. Derivations are made when first wanted, since a key costs a hash. */
export class LayerPair {
  #correlation: Derivation<Correlation> | undefined;
  #matchings: Derivation<Matchings> | undefined;

  constructor(
    readonly left: Layer,
    readonly right: Layer,
    readonly probeSet: ProbeSet,
    readonly reduction: Reduction,
    readonly leftRecording: Derivation<Recording>,
    readonly rightRecording: Derivation<Recording>,
  ) {}

  get correlation(): Derivation<Correlation> {
    this.#correlation ??= correlationOf(this.leftRecording, this.rightRecording);
    return this.#correlation;
  }

  /** The same with the sides exchanged: its values are the transpose. */
  get reversed(): Derivation<Correlation> {
    return correlationOf(this.rightRecording, this.leftRecording);
  }

  get matchings(): Derivation<Matchings> {
    this.#matchings ??= matchingsOf(this.leftRecording, this.rightRecording);
    return this.#matchings;
  }

  baseline(choice: BaselineChoice): Derivation<Baseline> {
    return baselineOf(this.leftRecording, this.rightRecording, choice);
  }

  /** Values that each unit has in the recordings. */
  get samples(): number {
    return this.leftRecording.size.samples ?? 0;
  }
}
