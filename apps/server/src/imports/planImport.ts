import { type Layout, type Manifest, manifestDigest, positionsOf, Refusal, readManifest } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { ImportedRecording, NetworkRecord, ProbeSetRecord } from '../catalog/records.js';

/** A manifest with the probe set that it means. */
export interface PlannedImport {
  readonly id: string;
  readonly manifest: Manifest;
  /** Digest of the probe set, and the short name that it has or gets. */
  readonly probeSet: { readonly digest: string; readonly slug: string };
}

/**
 * Reads a manifest and holds it against what is here: refuses what could not become visible at the end.
 * @throws Refusal that names the field, or the network, layer or probe set that stands against it
 */
export async function planImport(document: unknown, catalog: Catalog): Promise<PlannedImport> {
  const probeSets = await catalog.probeSets.all();
  const known = (named: Manifest['probeSet']): ProbeSetRecord | undefined =>
    probeSets.find(({ digest, slug }) => (named.digest === null ? slug === named.slug : digest === named.digest));
  const read = readManifest(document, (named) => known(named)?.count ?? null);
  const there = known(read.probeSet);
  const digest = there?.digest ?? read.probeSet.digest;
  if (digest === null) {
    throw new Refusal(
      `manifest: probeSet.digest is missing, and there is no probe set ${read.probeSet.slug} here.`,
      'Give the digest of the stimuli that were shown, or the slug of a probe set that is here.',
    );
  }
  const slug = there?.slug ?? read.probeSet.slug ?? `probe-${digest.slice(0, 12)}`;
  // Whichever way a probe set is named: the same import is the same.
  const manifest = { ...read, probeSet: { ...read.probeSet, digest, slug } };
  checkProbeSet(manifest, there, probeSets);
  const [network] = await catalog.networks.bySlug([manifest.network.slug]);
  const id = manifestDigest(manifest);
  if (network !== undefined) checkNetwork(id, manifest, network, { digest, slug });
  return { id, manifest, probeSet: { digest, slug } };
}

function checkProbeSet(
  { probeSet }: Manifest,
  there: ProbeSetRecord | undefined,
  all: readonly ProbeSetRecord[],
): void {
  if (there === undefined) {
    if (!all.some(({ slug }) => slug === probeSet.slug)) return;
    throw new Refusal(
      `manifest: probeSet.slug is ${probeSet.slug}, which names a probe set of another digest here.`,
      'Choose another slug, or leave it out.',
    );
  }
  if (probeSet.count !== there.count) {
    throw new Refusal(
      `manifest: probeSet.count is ${probeSet.count}, and ${there.slug} has ${there.count} stimuli.`,
      'Correct the count, or the digest.',
    );
  }
  const { classes } = probeSet;
  if (classes !== null && classes.join('\n') !== there.classes.join('\n')) {
    throw new Refusal(
      `manifest: probeSet.classes are others than those of ${there.slug}, which is here already.`,
      'Leave classes and labels out: they are known.',
    );
  }
}

/** What the recordings of a network may not do to one that is here; `mine` are those of the same import. */
export function checkNetwork(
  id: string,
  { network: said, recordings }: Manifest,
  there: NetworkRecord,
  probeSet: { readonly digest: string; readonly slug: string },
): void {
  if (there.format !== 'RECORDED') {
    throw new Refusal(
      `manifest: network.slug is ${there.slug}, which is a network that runs here.`,
      'Choose another slug: its layers are recorded by asking for them, and can be compared with imported ones.',
    );
  }
  for (const [field, given, has] of [
    ['name', said.name, there.name],
    ['architecture', said.architecture, there.architecture],
    ['run', said.run ?? null, there.run],
    ['step', said.step ?? null, there.step],
  ] as const) {
    if (given === null || given === has) continue;
    throw new Refusal(
      `manifest: network.${field} is ${JSON.stringify(given)}, and that of ${there.slug} is ${JSON.stringify(has)}.`,
      'Leave it out, or choose another slug.',
    );
  }
  for (const { layer, layout } of recordings) {
    const description = there.layers.find(({ name }) => name === layer);
    const others = there.recordings.filter((each) => each.layer === layer && each.import !== id);
    const same = others.find((each) => each.probeSet === probeSet.digest);
    if (same !== undefined) throw recordedAlready(layer, there, probeSet.slug, same);
    const shape = (units: number, positions: readonly number[]): string => [units, ...positions].join(' x ');
    const [own, before] = [
      shape(layout.shape[layout.unitAxis] as number, layerPositions(layout)),
      description === undefined ? null : shape(description.units, description.positions),
    ];
    if (others.length === 0 || before === null || own === before) continue;
    throw new Refusal(
      `manifest: layer ${layer} has units x positions of ${own}, and ${layer} of ${there.slug} was imported with ${before}.`,
      'Correct the shape, or give the layer another name.',
    );
  }
}

/** Extents of the positions of a layer: one position is as good as none, and then all reductions are the same. */
export function layerPositions(layout: Layout): number[] {
  const positions = positionsOf(layout);
  return positions.every((extent) => extent === 1) ? [] : positions;
}

function recordedAlready(layer: string, { slug }: NetworkRecord, probeSet: string, by: ImportedRecording): Refusal {
  return new Refusal(
    `${layer} of ${slug} on ${probeSet} is there already, from the import ${by.import}.`,
    'Remove that import first, or give the layer or the network another name.',
  );
}
