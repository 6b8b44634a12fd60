import type { ComputationState, Price } from '@unitgraph/analysis';
import type { Kysely } from 'kysely';
import type { ComputationRecord } from '../compute/computationRecord.js';
import type { Tables } from './tables.js';

/** The history of computations: the latest run of each derivation. */
export class ComputationTable {
  constructor(readonly database: Kysely<Tables>) {}

  /** The latest ones, oldest first. */
  async latest(count: number): Promise<ComputationRecord[]> {
    const rows = await this.database
      .selectFrom('computations')
      .selectAll()
      .orderBy('requested_at', 'desc')
      .limit(count)
      .execute();
    return rows.reverse().map((row) => ({
      key: row.key,
      kind: row.kind,
      title: row.title,
      state: row.state as ComputationState,
      progress: row.progress,
      stage: null,
      price: JSON.parse(row.price_json) as Price,
      error: row.error,
      notice: row.notice,
      requestedAt: new Date(row.requested_at),
      startedAt: row.started_at === null ? null : new Date(row.started_at),
      endedAt: row.ended_at === null ? null : new Date(row.ended_at),
    }));
  }

  /** Writes the records in one transaction, over what is there of the same keys. */
  async write(records: readonly ComputationRecord[]): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      for (const record of records) {
        const row = {
          kind: record.kind,
          title: record.title,
          state: record.state,
          progress: record.progress,
          price_json: JSON.stringify(record.price),
          error: record.error,
          notice: record.notice,
          requested_at: record.requestedAt.toISOString(),
          started_at: record.startedAt?.toISOString() ?? null,
          ended_at: record.endedAt?.toISOString() ?? null,
        };
        await transaction
          .insertInto('computations')
          .values({ key: record.key, ...row })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
          .execute();
      }
    });
  }

  /** Forgets all but the latest ones. */
  async prune(count: number): Promise<void> {
    const oldest = await this.database
      .selectFrom('computations')
      .select('requested_at')
      .orderBy('requested_at', 'desc')
      .offset(count)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) return;
    await this.database.deleteFrom('computations').where('requested_at', '<=', oldest.requested_at).execute();
  }
}
