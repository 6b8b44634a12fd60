import type { LayerDescription, ModelDescription, Preprocessing } from '@unitgraph/analysis';

/** A network as the catalog knows it. */
export interface NetworkRecord {
  readonly slug: string;
  readonly name: string;
  readonly architecture: string | null;
  readonly format: 'ONNX';
  /** Of the model's blob. */
  readonly digest: string;
  readonly bytes: number;
  readonly parameterCount: number;
  /** Channels, height, width; or features; or tokens, 0 where any number will do. */
  readonly inputShape: readonly number[];
  /** Null for networks that were imported before this was kept. */
  readonly input: ModelDescription['input'] | null;
  readonly preprocessing: Preprocessing;
  readonly statedAccuracy: number | null;
  /** ISO 8601. */
  readonly importedAt: string;
  /** In the order of depth. */
  readonly layers: readonly LayerDescription[];
}

/** A probe set as the catalog knows it. */
export interface ProbeSetRecord {
  readonly slug: string;
  readonly name: string;
  /** Of the stimuli's blob: content and order. */
  readonly digest: string;
  readonly count: number;
  /** Channels, height, width; or features, or tokens. */
  readonly shape: readonly number[];
  /** Raw value that is drawn white. */
  readonly maximum: number;
  readonly classes: readonly string[];
  readonly credit: string | null;
  readonly labelsBlob: string | null;
  readonly heldOutBlob: string | null;
  readonly heldOutCount: number;
  /** NumPy's code of the stimuli's element type; null where it was not kept. */
  readonly stimuliType: string | null;
}
