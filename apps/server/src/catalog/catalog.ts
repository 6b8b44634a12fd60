import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@libsql/client';
import { Kysely, Migrator } from 'kysely';
import { ComputationTable } from './computationTable.js';
import { ImportTable } from './importTable.js';
import { LibsqlDialect } from './libsqlDialect.js';
import { migrations } from './migrations.js';
import { NetworkTable } from './networkTable.js';
import { ProbeSetTable } from './probeSetTable.js';
import { SettingTable } from './settingTable.js';
import type { Tables } from './tables.js';

/** What this server knows: networks, probe sets, imports, what was computed. Values themselves lie in the store. */
export interface Catalog {
  readonly networks: NetworkTable;
  readonly probeSets: ProbeSetTable;
  readonly imports: ImportTable;
  readonly computations: ComputationTable;
  readonly settings: SettingTable;
  close(): Promise<void>;
}

/** Opens `catalog.sqlite` in the data folder and brings its tables up to date. */
export async function openCatalog(home: string): Promise<Catalog> {
  const client = createClient({ url: pathToFileURL(join(home, 'catalog.sqlite')).href });
  // Readers and the writer do not wait for each other; a kill loses at most the last transactions, never the file.
  await client.execute('PRAGMA journal_mode = WAL');
  await client.execute('PRAGMA synchronous = NORMAL');
  const database = new Kysely<Tables>({ dialect: new LibsqlDialect(client) });
  const { error } = await new Migrator({ db: database, provider: migrations }).migrateToLatest();
  if (error !== undefined) throw error;
  return {
    networks: new NetworkTable(database),
    probeSets: new ProbeSetTable(database),
    imports: new ImportTable(database),
    computations: new ComputationTable(database),
    settings: new SettingTable(database),
    close: () => database.destroy(),
  };
}
