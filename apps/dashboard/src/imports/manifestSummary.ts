import { type ChosenFile, nameOf } from './chosenFile';
import { lastingFailure } from './importFailure';

/** What a manifest says, as far as it is shown before it is sent: the server reads all of it. */
export type ManifestSummary = {
  readonly document: unknown;
  readonly slug: string;
  readonly probeSet: string;
  readonly stimuli: number | null;
  readonly layers: readonly {
    readonly name: string;
    readonly units: number | null;
    readonly shape: readonly number[];
    readonly type: string;
  }[];
  /** Files in the order of their numbers, with what was chosen for each. */
  readonly files: readonly { readonly name: string; readonly chosen: ChosenFile | null }[];
};

type Json = { readonly [name: string]: unknown };

/**
 * Reads a manifest, and finds its files among those that were chosen: by their paths from its folder, else by their names.
 * @throws ImportFailure where it is no manifest
 */
export function readManifest(text: string, manifest: ChosenFile, files: readonly ChosenFile[]): ManifestSummary {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw lastingFailure(`${manifest.path} is no JSON: ${(error as Error).message}.`, 'Correct it, and choose again.');
  }
  const said = asObject(document);
  const network = asObject(said.network);
  const probeSet = asObject(said.probeSet);
  if (!Array.isArray(said.recordings) || typeof network.slug !== 'string') {
    throw lastingFailure(
      `${manifest.path} does not say which network and recordings it is about.`,
      'docs/imports.md describes the manifest of recorded activations.',
    );
  }
  const folder = manifest.path.slice(0, manifest.path.lastIndexOf('/') + 1);
  const byPath = new Map(files.map((each) => [each.path, each]));
  const byName = new Map(files.map((each) => [nameOf(each.path), each]));
  const names: string[] = [];
  const layers = said.recordings.map((each) => {
    const { layer, shape, unitAxis, dtype, shards } = asObject(each);
    for (const shard of Array.isArray(shards) ? shards : []) {
      const { file } = asObject(shard);
      if (typeof file === 'string' && !names.includes(file)) names.push(file);
    }
    const extents = Array.isArray(shape) ? shape.filter((extent) => typeof extent === 'number') : [];
    const units = typeof unitAxis === 'number' ? (extents[unitAxis] ?? null) : null;
    return { name: String(layer), units, shape: extents, type: String(dtype) };
  });
  return {
    document,
    slug: network.slug,
    probeSet: String(probeSet.slug ?? probeSet.digest ?? 'not named'),
    stimuli: typeof probeSet.count === 'number' ? probeSet.count : (layers[0]?.shape[0] ?? null),
    layers,
    files: names.map((name) => ({
      name,
      chosen: byPath.get(`${folder}${name}`) ?? byName.get(nameOf(name)) ?? null,
    })),
  };
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
