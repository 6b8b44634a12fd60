import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
// The part that opens files: the package's main door brings clients of remote databases with it.
import { createClient } from '@libsql/client/sqlite3';
import { Kysely, Migrator } from 'kysely';
import { ChangeCounter } from './changeCounter.js';
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
  /** Stands still as long as networks, probe sets and imports do. */
  readonly changes: { readonly count: number };
  close(): Promise<void>;
}

/** Opens `catalog.sqlite` in the data folder and brings its tables up to date. */
export async function openCatalog(home: string): Promise<Catalog> {
  const client = createClient({ url: pathToFileURL(join(home, 'catalog.sqlite')).href });
  // Readers and the writer do not wait for each other; a kill loses at most the last transactions, never the file.
  await client.execute('PRAGMA journal_mode = WAL');
  await client.execute('PRAGMA synchronous = NORMAL');
  const changes = new ChangeCounter();
  const database = new Kysely<Tables>({ dialect: new LibsqlDialect(client), plugins: [changes] });
  const { error } = await new Migrator({ db: database, provider: migrations }).migrateToLatest();
  if (error !== undefined) throw error;
  return {
    networks: new NetworkTable(database),
    probeSets: new ProbeSetTable(database),
    imports: new ImportTable(database),
    computations: new ComputationTable(database),
    settings: new SettingTable(database),
    changes,
    close: () => database.destroy(),
  };
}
