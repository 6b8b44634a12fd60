import { createHash } from 'node:crypto';
import type { LayerKind } from '../onnx/model.js';
import type { ArrayPart } from './convertFile.js';
import type { Layout } from './layout.js';

/** How samples were made out of positions before the array was written. */
export type RecordedReduction =
  | { readonly kind: 'ALL_POSITIONS' }
  | { readonly kind: 'MEAN' }
  | { readonly kind: 'MAX' }
  | { readonly kind: 'SAMPLED'; readonly positions: number; readonly seed: number };

/** A probe set as a manifest names it: one that is there, or what is known of one that is not. */
export interface ManifestProbeSet {
  readonly slug: string | null;
  readonly digest: string | null;
  readonly name: string | null;
  /** Null only where a slug names one that is there. */
  readonly count: number | null;
  readonly classes: readonly string[] | null;
  readonly labels: readonly number[] | null;
}

/** One layer's activations, all shards together. */
export interface ManifestRecording {
  readonly layer: string;
  readonly kind: LayerKind;
  /** Place in the order of depth; null goes behind the others. */
  readonly index: number | null;
  readonly layout: Layout;
  readonly reduction: RecordedReduction;
}

/** A file to come, with what is expected in it. */
export interface ManifestFile {
  readonly file: string;
  readonly sha256: string | null;
  readonly bytes: number | null;
  readonly parts: readonly ManifestPart[];
}

/** One array of a file. */
export interface ManifestPart extends Omit<ArrayPart, 'layer' | 'layout'> {
  /** Place of its recording in the manifest. */
  readonly recording: number;
}

/** The network that recordings belong to. */
export interface ManifestNetwork {
  readonly slug: string;
  readonly name: string | null;
  readonly architecture: string | null;
  /** Which checkpoint of which training run it is; absent, not null, where nobody said: the digest goes by what is said. */
  readonly run?: string;
  readonly step?: number;
}

/** `manifest.json`, read and checked, with nothing left out. */
export interface Manifest {
  readonly network: ManifestNetwork;
  readonly probeSet: ManifestProbeSet;
  readonly recordings: readonly ManifestRecording[];
  /** The files in the order in which the manifest first names them: shard n of an import is the n-th. */
  readonly files: readonly ManifestFile[];
}

/** SHA-256 of all that a manifest says, however it is written: the id of its import. */
export function manifestDigest(manifest: Manifest): string {
  // Made field by field in one order, so that the same manifest is the same text.
  return createHash('sha256').update(JSON.stringify(manifest)).digest('hex');
}

/** The arrays of a file with all that it takes to convert them. */
export function partsOfFile({ recordings, files }: Manifest, index: number): ArrayPart[] {
  return (files[index]?.parts ?? []).map(({ recording, ...part }) => {
    const { layer, layout } = recordings[recording] as ManifestRecording;
    return { ...part, layer, layout };
  });
}
