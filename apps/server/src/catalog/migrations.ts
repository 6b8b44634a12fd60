import type { Kysely, Migration, MigrationProvider } from 'kysely';

/** Run in the order of their names, each once; never edit one that was released, add the next. */
const MIGRATIONS: { readonly [name: string]: Migration } = {
  '001-first': { up: first },
  '002-imports': { up: imports },
  '003-inputs': { up: inputs },
  '004-runs': { up: runs },
  '005-probe-sets': { up: probeSets },
};

export const migrations: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS }) };

// biome-ignore lint/suspicious/noExplicitAny: Kysely's own advice: a migration must not depend on today's tables.
async function first(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('networks')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('architecture', 'text')
    .addColumn('format', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('parameter_count', 'bigint', (column) => column.notNull())
    .addColumn('input_shape_json', 'text', (column) => column.notNull())
    .addColumn('preprocessing_json', 'text', (column) => column.notNull())
    .addColumn('stated_accuracy', 'double precision')
    .addColumn('imported_at', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('layers')
    .addColumn('network', 'text', (column) => column.notNull().references('networks.slug').onDelete('cascade'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('description_json', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('layers_key', ['network', 'place'])
    .execute();
  await database.schema
    .createTable('probe_sets')
    .addColumn('slug', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('digest', 'text', (column) => column.notNull())
    .addColumn('count', 'integer', (column) => column.notNull())
    .addColumn('shape_json', 'text', (column) => column.notNull())
    .addColumn('maximum', 'double precision', (column) => column.notNull())
    .addColumn('classes_json', 'text', (column) => column.notNull())
    .addColumn('credit', 'text')
    .addColumn('labels_blob', 'text')
    .addColumn('held_out_blob', 'text')
    .addColumn('held_out_count', 'integer', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createTable('computations')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('progress', 'double precision', (column) => column.notNull())
    .addColumn('price_json', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('notice', 'text')
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text')
    .addColumn('ended_at', 'text')
    .execute();
  await database.schema.createIndex('computations_by_time').on('computations').column('requested_at').execute();
  await database.schema
    .createTable('settings')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value_json', 'text', (column) => column.notNull())
    .execute();
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
async function imports(database: Kysely<any>): Promise<void> {
  await database.schema
    .createTable('imports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('probe_set', 'text', (column) => column.notNull())
    .addColumn('layers_json', 'text', (column) => column.notNull())
    .addColumn('files_json', 'text', (column) => column.notNull())
    .addColumn('manifest_json', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('begun_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .execute();
  await database.schema
    .createTable('import_shards')
    .addColumn('import', 'text', (column) => column.notNull().references('imports.id').onDelete('cascade'))
    .addColumn('shard', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addPrimaryKeyConstraint('import_shards_key', ['import', 'shard'])
    .execute();
  await database.schema
    .createTable('recordings')
    .addColumn('network', 'text', (column) => column.notNull())
    .addColumn('layer', 'text', (column) => column.notNull())
    .addColumn('probe_set', 'text', (column) => column.notNull())
    .addColumn('reduction_json', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('depth', 'integer')
    .addColumn('stimuli', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'bigint', (column) => column.notNull())
    .addColumn('import', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('recordings_key', ['network', 'layer', 'probe_set'])
    .execute();
}

/** What networks take, and of which numbers probe sets are. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
async function inputs(database: Kysely<any>): Promise<void> {
  await database.schema.alterTable('networks').addColumn('input_json', 'text').execute();
  await database.schema.alterTable('probe_sets').addColumn('stimuli_type', 'text').execute();
}

/** Checkpoints of one training run. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
async function runs(database: Kysely<any>): Promise<void> {
  await database.schema.alterTable('networks').addColumn('run', 'text').execute();
  await database.schema.alterTable('networks').addColumn('step', 'bigint').execute();
}

/** Of imported probe sets: what they came as, names and small pictures of their stimuli, and what was done to them. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
async function probeSets(database: Kysely<any>): Promise<void> {
  await database.schema.alterTable('probe_sets').addColumn('source', 'text').execute();
  await database.schema.alterTable('probe_sets').addColumn('names_blob', 'text').execute();
  await database.schema.alterTable('probe_sets').addColumn('thumbnails_blob', 'text').execute();
  await database.schema.alterTable('probe_sets').addColumn('notes_json', 'text').execute();
  await database.schema.alterTable('probe_sets').addColumn('imported_at', 'text').execute();
}
