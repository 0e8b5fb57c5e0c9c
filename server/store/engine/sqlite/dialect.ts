import type Sqlite from 'better-sqlite3'
import type { DatabaseConnection } from 'kysely'
import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { Tables } from '../tables.ts'

/** Kysely over a connection whose every transaction takes the write lock at its start. */
export function kyselyOver(connection: Sqlite.Database): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new ImmediateDialect(connection) })
}

class ImmediateDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: connection })
    this.#connection = connection
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** SQLite has already rolled back after some failures; a second attempt would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database

  constructor(connection: Sqlite.Database) {
    super({ database: connection })
    this.#connection = connection
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#connection)
  }
}
