import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client } from '@libsql/client';
import { createClient } from '@libsql/client/sqlite3';
import { Refusal } from '@unitgraph/analysis';
import { FolderStore } from './folderStore.js';
import { storageProblem } from './storageProblem.js';

/** Another server works in the data folder. */
export class FolderInUse extends Refusal {}

export interface DataFolder {
  readonly home: string;
  readonly store: FolderStore;
  /** Lets another server have it. */
  release(): Promise<void>;
}

/**
 * Takes the data folder for this process. The lock is an open exclusive transaction on a small SQLite file: the operating
 * system lets go of it however the process ends, so no stale lock is ever left. Who holds it stands beside it.
 * @throws FolderInUse, or StorageProblem when the folder cannot be written.
 */
export async function takeDataFolder(home: string): Promise<DataFolder> {
  const owner = join(home, 'server.json');
  let lock: Client;
  try {
    await mkdir(home, { recursive: true });
    // Proves that the folder can be written before SQLite says it in its own words.
    await writeFile(join(home, '.writable'), '');
    // Held for hours or not at all: waiting for it makes no sense.
    lock = createClient({ url: pathToFileURL(join(home, 'lock.sqlite')).href, timeout: 1 });
  } catch (error) {
    throw storageProblem(error, home);
  }
  try {
    await lock.execute('PRAGMA journal_mode = DELETE');
    const held = await lock.transaction('write');
    await held.execute('CREATE TABLE IF NOT EXISTS held (by INTEGER)');
    await writeFile(owner, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));
    const store = new FolderStore(home);
    await store.prepare();
    return {
      home,
      store,
      release: async () => {
        await held.rollback();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error;
    const pid = await readFile(owner, 'utf8').then(
      (text) => (JSON.parse(text) as { pid: number }).pid,
      () => 'unknown',
    );
    throw new FolderInUse(
      `The data folder ${home} is in use by another server (process ${pid}).`,
      'Stop that one, or start this one with another folder: UNITGRAPH_HOME=~/.unitgraph-2 npm start',
    );
  }
}
