import { tmpdir } from 'node:os';
import { checkFile, type ManifestProbeSet, partsOfFile, Refusal, readManifest } from '@unitgraph/analysis';
import { FileSource, UnpackedFiles } from '../storage/fileSource.js';
import type { ManifestOnDisk } from './manifestOnDisk.js';
import type { Session } from './session.js';
import { tableOf } from './table.js';
import { bytesInWords, counted, withCommas } from './words.js';

/**
 * What a manifest and the headers of its files say, read here by the server's own code. Only a manifest that names a probe set
 * without saying its count needs the server.
 * @throws Refusal where something does not fit
 */
export async function readRecordingsHere(
  session: Session,
  { path, document, files }: ManifestOnDisk,
): Promise<{ value: object; lines: string[] }> {
  const counts = await countsOf(session, document);
  const known = ({ slug, digest }: ManifestProbeSet): number | null =>
    counts.find((each) => (digest === null ? each.slug === slug : each.digest === digest))?.count ?? null;
  const manifest = readManifest(document, known);
  for (const [index, { named, path: place, bytes }] of files.entries()) {
    if (bytes === null) throw new Refusal(`${path} names ${named}, which is not beside it.`, `Put it at ${place}.`);
    const said = manifest.files[index]?.bytes ?? bytes;
    if (said !== bytes)
      throw new Refusal(`${named} has ${bytes} bytes where the manifest says ${said}.`, 'Correct one of them.');
    const source = new FileSource(place);
    const unpacked = new UnpackedFiles(tmpdir());
    try {
      await checkFile(source, named, partsOfFile(manifest, index), unpacked.unpack);
    } finally {
      source.close();
      await unpacked.close();
    }
  }
  const total = files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const { network, probeSet, recordings } = manifest;
  const layers = recordings.map(({ layer, kind, layout, reduction }) => ({
    layer,
    kind,
    units: layout.shape[layout.unitAxis] as number,
    positions: layout.shape.filter((_, axis) => axis !== layout.unitAxis && axis !== layout.stimulusAxis),
    dtype: layout.dtype,
    reduction,
  }));
  return {
    value: { dryRun: true, network, probeSet, layers, files: files.length, bytes: total },
    lines: [
      `${path} would be recordings of ${network.slug} on ${probeSet.slug ?? probeSet.digest?.slice(0, 12)}:`,
      `  ${counted(probeSet.count ?? 0, 'stimulus', 'stimuli')}, ${counted(files.length, 'file')}, ${bytesInWords(total)}`,
      ...tableOf(
        layers.map(({ layer, kind, units, positions, dtype, reduction }) => [
          layer,
          kind.toLowerCase(),
          `${withCommas(units)} units`,
          positions.join(' x '),
          dtype,
          reduction.kind === 'ALL_POSITIONS' ? '' : reduction.kind.toLowerCase(),
        ]),
        '    ',
      ),
    ],
  };
}

interface KnownProbeSet {
  readonly slug: string;
  readonly digest: string;
  readonly count: number;
}

async function countsOf({ server }: Session, document: unknown): Promise<readonly KnownProbeSet[]> {
  const said = (document as { probeSet?: { count?: unknown } } | null)?.probeSet?.count;
  if (typeof said === 'number') return [];
  const { probeSets } = await server.ask<{ probeSets: { nodes: KnownProbeSet[] } }>(
    '{ probeSets(first: 500) { nodes { slug digest count } } }',
  );
  return probeSets.nodes;
}
