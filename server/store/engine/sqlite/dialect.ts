import type Sqlite from 'better-sqlite3'
import type { DatabaseConnection } from 'kysely'
import { CompiledQuery, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import type { Tables } from '../tables.ts'

/** What a transaction does at its ends, beside what SQLite does. */
export interface TransactionEnds {
  /** Takes the write lock. */
  begin(): Promise<void>
  /** @throws when nothing may be kept: it is rolled back */
  beforeCommit(): void
}

/** Kysely over a connection whose every transaction takes the write lock at its start. */
export function kyselyOver(connection: Sqlite.Database, ends?: TransactionEnds): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new ImmediateDialect(connection, ends) })
}

class ImmediateDriver extends SqliteDriver {
  readonly #connection: Sqlite.Database
  readonly #ends: TransactionEnds | undefined

  constructor(connection: Sqlite.Database, ends: TransactionEnds | undefined) {
    super({ database: connection })
    this.#connection = connection
    this.#ends = ends
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#ends) await this.#ends.begin()
    else await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    this.#ends?.beforeCommit()
    await super.commitTransaction(connection)
  }

  /** SQLite has already rolled back after some failures; a second attempt would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #connection: Sqlite.Database
  readonly #ends: TransactionEnds | undefined

  constructor(connection: Sqlite.Database, ends: TransactionEnds | undefined) {
    super({ database: connection })
    this.#connection = connection
    this.#ends = ends
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#connection, this.#ends)
  }
}
