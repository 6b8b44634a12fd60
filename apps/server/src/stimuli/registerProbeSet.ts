import { type MadeProbeSet, Refusal } from '@unitgraph/analysis';
import type { Catalog } from '../catalog/catalog.js';
import type { ProbeSetRecord } from '../catalog/records.js';

/**
 * Writes a probe set to the catalog. The same stimuli are one probe set, whatever it is called: they are answered as they are
 * there, and put in where only their digest was known.
 * @throws Refusal where the name is taken by other stimuli, or the same stimuli are there with other labels
 */
export async function registerProbeSet(
  { probeSets }: Catalog,
  made: MadeProbeSet,
  said: { readonly slug: string; readonly name: string; readonly credit: string | null },
): Promise<ProbeSetRecord> {
  const record: ProbeSetRecord = {
    ...said,
    digest: made.digest,
    count: made.count,
    shape: made.shape,
    maximum: made.maximum,
    classes: made.classes,
    labelsBlob: made.labels,
    // Nobody says what networks that come from elsewhere were trained on.
    heldOutBlob: null,
    heldOutCount: 0,
    stimuliType: made.type,
    source: made.source,
    namesBlob: made.names,
    thumbnailsBlob: made.thumbnails,
    notes: made.notes,
    importedAt: new Date().toISOString(),
  };
  const all = await probeSets.all();
  const same = all.find(({ digest }) => digest === made.digest);
  if (same === undefined) {
    if (await probeSets.add(record)) return record;
    throw new Refusal(`There is a probe set ${said.slug} already.`, 'Choose another slug, or remove that one first.');
  }
  if (made.labels !== null && same.labelsBlob !== null && !hasSameLabels(same, record)) {
    throw new Refusal(
      `The same stimuli are here as ${same.slug}, with other labels.`,
      `Remove ${same.slug} first, or leave the labels out.`,
    );
  }
  if (same.shape.length > 0 && (made.labels === null || same.labelsBlob !== null)) return same;
  const { slug, name } = same;
  const labelled = made.labels === null ? same : record;
  const filled = {
    ...(same.shape.length > 0 ? same : record),
    slug,
    name,
    credit: same.credit ?? said.credit,
    labelsBlob: labelled.labelsBlob,
    classes: labelled.classes,
  };
  await probeSets.fill(filled);
  return filled;
}

function hasSameLabels(a: ProbeSetRecord, b: ProbeSetRecord): boolean {
  return a.labelsBlob === b.labelsBlob && a.classes.join('\n') === b.classes.join('\n');
}
