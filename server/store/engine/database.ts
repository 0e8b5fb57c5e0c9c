import type Sqlite from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Transaction } from 'kysely'
import { CompiledQuery as Compiled, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import { SqliteFile } from './sqlite/driver.ts'
import type { Tables } from './tables.ts'

/** A statement compiled and prepared once; results may come at once or later, so they are awaited. */
export interface Prepared<Row> {
  all(...parameters: readonly unknown[]): Row[] | Promise<Row[]>
  first(...parameters: readonly unknown[]): Row | undefined | Promise<Row | undefined>
  /** @returns the number of rows changed */
  run(...parameters: readonly unknown[]): number | Promise<number>
}

/** An open store: one writing connection, and one for short reads that never waits for it. */
export interface Database {
  readonly file: string
  readonly db: Kysely<Tables>
  readonly reads: Kysely<Tables>
  /** Prepares on the writing connection: to be run inside `transaction` only. */
  prepareWrite<Row>(query: CompiledQuery<Row>): Prepared<Row>
  prepareRead<Row>(query: CompiledQuery<Row>): Prepared<Row>
  /** Runs work in one BEGIN IMMEDIATE; nothing else uses the writing connection meanwhile. */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface OpenOptions {
  /** `normal` loses acknowledged rows in a power cut: only the control of the fault test asks for it. */
  readonly synchronous?: 'full' | 'normal'
  readonly readonly?: boolean
}

const SYNCHRONOUS = { full: 2, normal: 1 } as const

/**
 * Pages in the write-ahead log (about 16 MiB) before they go into the file. With SQLite's own 1,000 a busy server stops for
 * that at each eighth commit, and writes the pages that many taps share more often; of 2,000 to 16,000, none was better.
 */
const PAGES_PER_CHECKPOINT = 4000

/**
 * Opens one connection with every pragma the promises rest on and reads each back.
 * @throws when a pragma does not hold: a store that may lose what it acknowledged must not run.
 */
export function connect(file: string, options: OpenOptions = {}): Sqlite.Database {
  const connection = new SqliteFile(file, { readonly: options.readonly ?? false })
  const synchronous = options.synchronous ?? 'full'
  const pragmas: readonly (readonly [name: string, value: string, readBack: unknown])[] = [
    ['busy_timeout', '5000', 5000],
    ...(options.readonly ? [] : [['journal_mode', 'WAL', 'wal'] as const]),
    ['synchronous', synchronous, SYNCHRONOUS[synchronous]],
    ['foreign_keys', 'ON', 1],
    ['recursive_triggers', 'ON', 1],
    ['secure_delete', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['wal_autocheckpoint', String(PAGES_PER_CHECKPOINT), PAGES_PER_CHECKPOINT],
  ]
  try {
    for (const [name, value, expected] of pragmas) {
      connection.pragma(`${name} = ${value}`)
      const found: unknown = connection.pragma(name, { simple: true })
      if (found !== expected) throw new Error(`pragma ${name} is ${String(found)}, not ${value}`)
    }
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens the store for a process that writes. The file must have been migrated. */
export function openDatabase(file: string, options: OpenOptions = {}): Database {
  const writing = connect(file, options)
  const reading = connect(file, { ...options, readonly: true })
  const db = kyselyOver(writing)
  const reads = kyselyOver(reading)
  return {
    file,
    db,
    reads,
    prepareWrite: (query) => prepare(writing, query),
    prepareRead: (query) => prepare(reading, query),
    transaction: (work) => db.transaction().execute(work),
    close: async () => {
      await reads.destroy()
      // Kysely closes only what it has used; the writing connection goes last, to take the WAL into the file.
      reading.close()
      await db.destroy()
      writing.close()
    },
  }
}

/** Short-lived connection that cannot write, for long reads in a worker or a command. */
export function openReadOnly(file: string): Sqlite.Database {
  return connect(file, { readonly: true })
}

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
    await connection.executeQuery(Compiled.raw('begin immediate'))
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

/** The disk or the file failed: nothing more may be acknowledged. A busy database is not such a failure. */
export function isStorageFailure(error: unknown): boolean {
  return (
    error instanceof SqliteFile.SqliteError &&
    /^SQLITE_(IOERR|FULL|CORRUPT|NOTADB|READONLY|CANTOPEN|AUTH|PERM)/.test(error.code)
  )
}

/** Prepares a compiled query on a connection. */
function prepare<Row>(connection: Sqlite.Database, query: CompiledQuery<Row>): Prepared<Row> {
  const statement = connection.prepare<unknown[], Row>(query.sql)
  return {
    all: (...parameters) => statement.all(...parameters),
    first: (...parameters) => statement.get(...parameters),
    run: (...parameters) => statement.run(...parameters).changes,
  }
}
