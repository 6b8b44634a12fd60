import type { Manifest } from '@unitgraph/analysis';
import type { Kysely, Selectable } from 'kysely';
import { insertLayers, insertNetwork } from './networkTable.js';
import { insertProbeSet } from './probeSetTable.js';
import type { CompleteImport, ImportRecord, ImportShardRecord, ImportState, NewImport } from './records.js';
import type { Tables } from './tables.js';

/** Imports of recorded activations, and which of their shards are there. */
export class ImportTable {
  constructor(readonly database: Kysely<Tables>) {}

  /** Newest first. */
  async all(): Promise<ImportRecord[]> {
    return this.#withShards(await this.#select().orderBy('begun_at', 'desc').orderBy('id').execute());
  }

  async byId(id: string): Promise<ImportRecord | undefined> {
    return (await this.#withShards(await this.#select().where('id', '=', id).execute()))[0];
  }

  async manifest(id: string): Promise<Manifest | undefined> {
    const row = await this.database
      .selectFrom('imports')
      .select('manifest_json')
      .where('id', '=', id)
      .executeTakeFirst();
    return row && (JSON.parse(row.manifest_json) as Manifest);
  }

  /** Does nothing where it is there already. */
  async add({ id, begunAt, probeSet, manifest }: NewImport): Promise<void> {
    await this.database
      .insertInto('imports')
      .values({
        id,
        network: manifest.network.slug,
        probe_set: probeSet,
        layers_json: JSON.stringify(manifest.recordings.map(({ layer }) => layer)),
        files_json: JSON.stringify(manifest.files.map(({ file }) => file)),
        manifest_json: JSON.stringify(manifest),
        state: 'RECEIVING' satisfies ImportState,
        problem: null,
        begun_at: begunAt,
        ended_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }

  async writeShard(id: string, shard: number, { sha256, bytes, problem }: ImportShardRecord): Promise<void> {
    await this.database
      .insertInto('import_shards')
      .values({ import: id, shard, sha256, bytes, problem })
      .onConflict((conflict) => conflict.columns(['import', 'shard']).doUpdateSet({ sha256, bytes, problem }))
      .execute();
  }

  /** The shard is to be sent again. */
  async forgetShard(id: string, shard: number): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('import_shards').where('import', '=', id).where('shard', '=', shard).execute();
      await transaction
        .updateTable('imports')
        .set({ state: 'RECEIVING', ended_at: null })
        .where('id', '=', id)
        .execute();
    });
  }

  async setProblem(id: string, problem: string | null): Promise<void> {
    await this.database.updateTable('imports').set({ problem }).where('id', '=', id).execute();
  }

  /** Makes all that it brought visible, in one transaction. */
  async complete({ id, network, probeSet }: CompleteImport): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await insertProbeSet(transaction, probeSet);
      await insertNetwork(transaction, network);
      const { digest, bytes } = network;
      await transaction.updateTable('networks').set({ digest, bytes }).where('slug', '=', network.slug).execute();
      await transaction.deleteFrom('layers').where('network', '=', network.slug).execute();
      await insertLayers(transaction, network);
      await transaction.deleteFrom('recordings').where('import', '=', id).execute();
      for (const { layer, probeSet: on, reduction, ...rest } of network.recordings.filter(
        (each) => each.import === id,
      )) {
        const row = { network: network.slug, layer, probe_set: on, reduction_json: JSON.stringify(reduction), ...rest };
        await transaction.insertInto('recordings').values(row).execute();
      }
      await transaction
        .updateTable('imports')
        .set({ state: 'DONE', problem: null, ended_at: new Date().toISOString() })
        .where('id', '=', id)
        .execute();
    });
  }

  /** Takes the import away with all that is there only because of it: recordings, layers, a network that has none left. */
  async remove(id: string): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      const found = await transaction.selectFrom('imports').select('network').where('id', '=', id).executeTakeFirst();
      await transaction.deleteFrom('import_shards').where('import', '=', id).execute();
      await transaction.deleteFrom('imports').where('id', '=', id).execute();
      await transaction.deleteFrom('recordings').where('import', '=', id).execute();
      if (found === undefined) return;
      const recorded = transaction.selectFrom('recordings').where('network', '=', found.network);
      const layers = (await recorded.select('layer').distinct().execute()).map(({ layer }) => layer);
      const network = await transaction
        .selectFrom('networks')
        .select('format')
        .where('slug', '=', found.network)
        .executeTakeFirst();
      if (network?.format !== 'RECORDED') return;
      let gone = transaction.deleteFrom('layers').where('network', '=', found.network);
      if (layers.length > 0) gone = gone.where('name', 'not in', layers);
      await gone.execute();
      if (layers.length === 0) await transaction.deleteFrom('networks').where('slug', '=', found.network).execute();
    });
  }

  #select() {
    return this.database
      .selectFrom('imports')
      .select(['id', 'network', 'probe_set', 'layers_json', 'files_json', 'state', 'problem', 'begun_at', 'ended_at']);
  }

  async #withShards(rows: readonly Omit<Selectable<Tables['imports']>, 'manifest_json'>[]): Promise<ImportRecord[]> {
    const records: ImportRecord[] = [];
    for (const row of rows) {
      const sent = await this.database.selectFrom('import_shards').selectAll().where('import', '=', row.id).execute();
      records.push({
        id: row.id,
        network: row.network,
        probeSet: row.probe_set,
        layers: JSON.parse(row.layers_json),
        files: JSON.parse(row.files_json),
        shards: new Map(
          sent.map(({ shard, sha256, bytes, problem }) => [shard, { sha256, bytes: Number(bytes), problem }]),
        ),
        state: row.state as ImportState,
        problem: row.problem,
        begunAt: row.begun_at,
        endedAt: row.ended_at,
      });
    }
    return records;
  }
}
