import type { LayerDescription } from '@unitgraph/analysis';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ImportedRecording, NetworkRecord } from './records.js';
import type { Tables } from './tables.js';

/** Networks with their layers, in the order in which they were imported. */
export class NetworkTable {
  constructor(readonly database: Kysely<Tables>) {}

  async all(): Promise<NetworkRecord[]> {
    return this.#withLayers(await this.database.selectFrom('networks').selectAll().orderBy('place').execute());
  }

  async bySlug(slugs: readonly string[]): Promise<NetworkRecord[]> {
    if (slugs.length === 0) return [];
    return this.#withLayers(
      await this.database.selectFrom('networks').selectAll().where('slug', 'in', slugs).execute(),
    );
  }

  /** False when the slug is taken already; nothing is written then. */
  async add(network: NetworkRecord): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      if (!(await insertNetwork(transaction, network))) return false;
      await insertLayers(transaction, network);
      return true;
    });
  }

  /** True when it was there. */
  async remove(slug: string): Promise<boolean> {
    return this.database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('layers').where('network', '=', slug).execute();
      await transaction.deleteFrom('recordings').where('network', '=', slug).execute();
      const { numDeletedRows } = await transaction
        .deleteFrom('networks')
        .where('slug', '=', slug)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    });
  }

  async #withLayers(rows: readonly Selectable<Tables['networks']>[]): Promise<NetworkRecord[]> {
    if (rows.length === 0) return [];
    const slugs = rows.map(({ slug }) => slug);
    const found = await this.database
      .selectFrom('layers')
      .select(['network', 'description_json'])
      .where('network', 'in', slugs)
      .orderBy('place')
      .execute();
    const imported = await this.database
      .selectFrom('recordings')
      .selectAll()
      .where('network', 'in', slugs)
      .orderBy('layer')
      .execute();
    const recordings = new Map<string, ImportedRecording[]>(slugs.map((slug) => [slug, []]));
    for (const row of imported) {
      const { layer, probe_set: probeSet, content, depth, stimuli, import: by } = row;
      const reduction = JSON.parse(row.reduction_json) as ImportedRecording['reduction'];
      const bytes = Number(row.bytes);
      recordings.get(row.network)?.push({ layer, probeSet, reduction, content, depth, stimuli, bytes, import: by });
    }
    const layers = new Map<string, LayerDescription[]>(slugs.map((slug) => [slug, []]));
    for (const row of found) layers.get(row.network)?.push(JSON.parse(row.description_json) as LayerDescription);
    return rows.map((row) => ({
      slug: row.slug,
      name: row.name,
      architecture: row.architecture,
      format: row.format as NetworkRecord['format'],
      digest: row.digest,
      bytes: Number(row.bytes),
      parameterCount: Number(row.parameter_count),
      inputShape: JSON.parse(row.input_shape_json),
      input: row.input_json === null ? null : JSON.parse(row.input_json),
      preprocessing: JSON.parse(row.preprocessing_json),
      statedAccuracy: row.stated_accuracy,
      run: row.run,
      step: row.step === null ? null : Number(row.step),
      importedAt: row.imported_at,
      layers: layers.get(row.slug) ?? [],
      recordings: recordings.get(row.slug) ?? [],
    }));
  }
}

/** False when the slug is taken already. Writes neither layers nor recordings. */
export async function insertNetwork(transaction: Transaction<Tables>, network: NetworkRecord): Promise<boolean> {
  const { next } = await transaction
    .selectFrom('networks')
    .select(({ fn, val }) => fn.coalesce(fn.max('place'), val(0)).as('next'))
    .executeTakeFirstOrThrow();
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('networks')
    .values({
      slug: network.slug,
      name: network.name,
      architecture: network.architecture,
      format: network.format,
      digest: network.digest,
      bytes: network.bytes,
      parameter_count: network.parameterCount,
      input_shape_json: JSON.stringify(network.inputShape),
      input_json: JSON.stringify(network.input),
      preprocessing_json: JSON.stringify(network.preprocessing),
      stated_accuracy: network.statedAccuracy,
      run: network.run,
      step: network.step,
      imported_at: network.importedAt,
      place: Number(next) + 1,
    })
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes the layers of a network that has none yet. */
export async function insertLayers(transaction: Transaction<Tables>, { slug, layers }: NetworkRecord): Promise<void> {
  // One by one: a statement takes a bounded number of values, and a network may have thousands of layers.
  for (const [place, layer] of layers.entries()) {
    const row = { network: slug, place, name: layer.name, description_json: JSON.stringify(layer) };
    await transaction.insertInto('layers').values(row).execute();
  }
}
