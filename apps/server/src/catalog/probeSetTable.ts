import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ProbeSetRecord } from './records.js';
import type { Tables } from './tables.js';

/** Probe sets, in the order in which they were added. */
export class ProbeSetTable {
  constructor(readonly database: Kysely<Tables>) {}

  async all(): Promise<ProbeSetRecord[]> {
    const rows = await this.database.selectFrom('probe_sets').selectAll().orderBy('place').execute();
    return rows.map(recordOf);
  }

  /** False when the slug is taken already; nothing is written then. */
  async add(probeSet: ProbeSetRecord): Promise<boolean> {
    return this.database.transaction().execute((transaction) => insertProbeSet(transaction, probeSet));
  }

  /** Puts the stimuli in of which only the digest was known: all but slug and name are as given. */
  async fill({ slug, name: _, ...found }: ProbeSetRecord): Promise<void> {
    const { name: _name, ...row } = rowOf({ ...found, slug, name: '' });
    await this.database.updateTable('probe_sets').set(row).where('slug', '=', slug).execute();
  }

  /** True when it was there. */
  async remove(slug: string): Promise<boolean> {
    const { numDeletedRows } = await this.database
      .deleteFrom('probe_sets')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}

function recordOf(row: Selectable<Tables['probe_sets']>): ProbeSetRecord {
  return {
    slug: row.slug,
    name: row.name,
    digest: row.digest,
    count: row.count,
    shape: JSON.parse(row.shape_json),
    maximum: row.maximum,
    classes: JSON.parse(row.classes_json),
    credit: row.credit,
    labelsBlob: row.labels_blob,
    heldOutBlob: row.held_out_blob,
    heldOutCount: row.held_out_count,
    stimuliType: row.stimuli_type,
    source: row.source as ProbeSetRecord['source'],
    namesBlob: row.names_blob,
    thumbnailsBlob: row.thumbnails_blob,
    notes: row.notes_json === null ? [] : JSON.parse(row.notes_json),
    importedAt: row.imported_at,
  };
}

function rowOf(probeSet: ProbeSetRecord): Omit<Selectable<Tables['probe_sets']>, 'place'> {
  return {
    slug: probeSet.slug,
    name: probeSet.name,
    digest: probeSet.digest,
    count: probeSet.count,
    shape_json: JSON.stringify(probeSet.shape),
    maximum: probeSet.maximum,
    classes_json: JSON.stringify(probeSet.classes),
    credit: probeSet.credit,
    labels_blob: probeSet.labelsBlob,
    held_out_blob: probeSet.heldOutBlob,
    held_out_count: probeSet.heldOutCount,
    stimuli_type: probeSet.stimuliType,
    source: probeSet.source ?? null,
    names_blob: probeSet.namesBlob ?? null,
    thumbnails_blob: probeSet.thumbnailsBlob ?? null,
    notes_json: JSON.stringify(probeSet.notes ?? []),
    imported_at: probeSet.importedAt ?? null,
  };
}

/** False when the slug is taken already. */
export async function insertProbeSet(transaction: Transaction<Tables>, probeSet: ProbeSetRecord): Promise<boolean> {
  const { next } = await transaction
    .selectFrom('probe_sets')
    .select(({ fn, val }) => fn.coalesce(fn.max('place'), val(0)).as('next'))
    .executeTakeFirstOrThrow();
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('probe_sets')
    .values({ ...rowOf(probeSet), place: Number(next) + 1 })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
