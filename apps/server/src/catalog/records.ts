import type {
  LayerDescription,
  Manifest,
  ModelDescription,
  Preprocessing,
  ProbeSetSource,
  RecordedReduction,
} from '@unitgraph/analysis';

/** A network as the catalog knows it. */
export interface NetworkRecord {
  readonly slug: string;
  readonly name: string;
  readonly architecture: string | null;
  /** RECORDED: no model is here, only what it did, as arrays brought it. Then sizes of model and input are 0 and empty. */
  readonly format: 'ONNX' | 'TFJS' | 'RECORDED';
  /** Of the model's blob; of a recorded network, of all that was recorded. */
  readonly digest: string;
  readonly bytes: number;
  readonly parameterCount: number;
  /** Channels, height, width; or features; or tokens, 0 where any number will do. */
  readonly inputShape: readonly number[];
  /** Null for networks that were imported before this was kept. */
  readonly input: ModelDescription['input'] | null;
  readonly preprocessing: Preprocessing;
  readonly statedAccuracy: number | null;
  /** The training run that it is a checkpoint of, and after which step of it; both null where nobody said. */
  readonly run: string | null;
  readonly step: number | null;
  /** ISO 8601. */
  readonly importedAt: string;
  /** In the order of depth. */
  readonly layers: readonly LayerDescription[];
  /** What was imported of its layers; empty for a network that runs here. */
  readonly recordings: readonly ImportedRecording[];
}

/** One layer's activations on one probe set, as they came in. */
export interface ImportedRecording {
  readonly layer: string;
  /** Digest of the probe set. */
  readonly probeSet: string;
  readonly reduction: RecordedReduction;
  /** What the derivation is named by. */
  readonly content: string;
  /** Place in the order of depth that the manifest gave the layer; null behind the others. */
  readonly depth: number | null;
  readonly stimuli: number;
  readonly bytes: number;
  /** Id of the import that brought it. */
  readonly import: string;
}

export const IMPORT_STATES = ['RECEIVING', 'DONE'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Recorded activations on their way in, or in. */
export interface ImportRecord {
  /** Digest of the manifest. */
  readonly id: string;
  readonly network: string;
  /** Digest of the probe set. */
  readonly probeSet: string;
  readonly layers: readonly string[];
  readonly state: ImportState;
  /** Names of the files, by shard. */
  readonly files: readonly string[];
  /** What is known of shards that were sent. */
  readonly shards: ReadonlyMap<number, ImportShardRecord>;
  /** Why it did not end although all shards are there; null when nothing is wrong. */
  readonly problem: string | null;
  readonly begunAt: string;
  readonly endedAt: string | null;
}

/** A shard that was sent: converted, unless it has a problem. */
export interface ImportShardRecord {
  readonly sha256: string;
  readonly bytes: number;
  readonly problem: string | null;
}

/** What an import is begun with. */
export interface NewImport extends Pick<ImportRecord, 'id' | 'begunAt'> {
  readonly probeSet: string;
  readonly manifest: Manifest;
}

/** What becomes visible when an import is complete. */
export interface CompleteImport {
  readonly id: string;
  /** With its layers and recordings after the import. */
  readonly network: NetworkRecord;
  readonly probeSet: ProbeSetRecord;
}

/** A probe set as the catalog knows it. */
export interface ProbeSetRecord {
  readonly slug: string;
  readonly name: string;
  /** Of the stimuli's blob: content and order. */
  readonly digest: string;
  readonly count: number;
  /** Channels, height, width; or features, or tokens; empty where only the digest is known and the stimuli are not here. */
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
  /** What it came as, if it was imported as a file of stimuli. */
  readonly source?: ProbeSetSource | null;
  /** Names of its stimuli (JSON), and small pictures of them (`.npy`), as blobs. */
  readonly namesBlob?: string | null;
  readonly thumbnailsBlob?: string | null;
  /** What was done to make it, in words. */
  readonly notes?: readonly string[];
  /** ISO 8601; null for those that came before this was kept. */
  readonly importedAt?: string | null;
}
