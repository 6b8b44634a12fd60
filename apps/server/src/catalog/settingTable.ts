import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** Small facts that outlive a run, by name. */
export interface Settings {
  /** Slugs of example networks and probe sets that were loaded once: removed ones stay removed. */
  loadedExamples: readonly string[];
}

export class SettingTable {
  constructor(readonly database: Kysely<Tables>) {}

  async read<Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> {
    const row = await this.database
      .selectFrom('settings')
      .select('value_json')
      .where('name', '=', name)
      .executeTakeFirst();
    return row === undefined ? undefined : (JSON.parse(row.value_json) as Settings[Name]);
  }

  async write<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void> {
    const value_json = JSON.stringify(value);
    await this.database
      .insertInto('settings')
      .values({ name, value_json })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value_json }))
      .execute();
  }
}
