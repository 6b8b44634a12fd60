import type { Client, InArgs, Transaction } from '@libsql/client';
import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Kysely on @libsql/client. One connection at a time: SQLite has one writer, and libsql's own waiting would block the thread. */
export class LibsqlDialect implements Dialect {
  constructor(readonly client: Client) {}
  createAdapter(): DialectAdapter {
    return new SqliteAdapter();
  }
  createDriver(): Driver {
    return new LibsqlDriver(this.client);
  }
  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(database);
  }
  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }
}

class LibsqlDriver implements Driver {
  readonly #connection: LibsqlConnection;
  #turn: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => {};

  constructor(readonly client: Client) {
    this.#connection = new LibsqlConnection(client);
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let end: () => void = () => {};
    this.#turn = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    this.#endTurn = end;
    return this.#connection;
  }
  async releaseConnection(): Promise<void> {
    this.#endTurn();
  }
  async beginTransaction(): Promise<void> {
    this.#connection.transaction = await this.client.transaction('write');
  }
  async commitTransaction(): Promise<void> {
    await this.#connection.transaction?.commit();
    this.#connection.transaction = undefined;
  }
  async rollbackTransaction(): Promise<void> {
    await this.#connection.transaction?.rollback();
    this.#connection.transaction = undefined;
  }
  async destroy(): Promise<void> {
    this.client.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  transaction: Transaction | undefined;
  constructor(readonly client: Client) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const target = this.transaction ?? this.client;
    const result = await target.execute({ sql: query.sql, args: query.parameters as InArgs });
    return {
      rows: result.rows.map((row) =>
        Object.fromEntries(result.columns.map((column, index) => [column, row[index]])),
      ) as Row[],
      numAffectedRows: BigInt(result.rowsAffected),
    };
  }
  // biome-ignore lint/correctness/useYield: part of the contract, and nothing here streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('The catalog is small: its queries are not streamed.');
  }
}
