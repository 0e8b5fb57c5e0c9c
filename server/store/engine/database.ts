import type { Kysely, Transaction } from 'kysely'
import { isSqliteError, isSqliteFailure, isSqliteUniqueViolation } from './sqlite/failures.ts'
import { openSqlite } from './sqlite/open.ts'
import { openSqliteSnapshot } from './sqlite/snapshot.ts'
import type { Compilable, Parameter } from './statement.ts'
import type { Trigger } from './portable.ts'
import type { Tables } from './tables.ts'
import type { StorageTrouble } from './trouble.ts'

/** What a statement finds; results may come at once or later, so they are awaited. */
export interface ReadingStatement<Params, Row> {
  all(params: Params): readonly Row[] | Promise<readonly Row[]>
  first(params: Params): Row | undefined | Promise<Row | undefined>
}

/** A statement prepared once; its parameters are an object, `void` where it has none. */
export interface Statement<Params, Row> extends ReadingStatement<Params, Row> {
  /** @returns the number of rows changed */
  run(params: Params): number | Promise<number>
}

/** Prepares a statement on one connection. */
export type PrepareStatement = <Params, Row = never>(
  build: (parameter: Parameter<Params>) => Compilable,
) => Statement<Params, Row>

/** An open store: one writing connection, and one for short reads that never waits for it. */
export interface Database {
  readonly file: string
  readonly db: Kysely<Tables>
  readonly reads: Kysely<Tables>
  /** Prepares on the writing connection: to be run inside `transaction` only. */
  readonly statement: PrepareStatement
  readonly readStatement: PrepareStatement
  /**
   * Runs work in one transaction that has the write lock from its start; nothing else uses the writing connection meanwhile.
   * @throws StorageTroubleError when another program keeps the lock, or the file is gone from its place
   */
  transaction<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Opens a view of its own, for long reads that neither connection should wait for. */
  snapshot(): Snapshot
  /** Why nothing can be stored now; null when it can. Takes a second at most, and stops nobody meanwhile. */
  trouble(): Promise<StorageTrouble | null>
  /** Fails when the store cannot be read. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** The store as it stands at one moment, on a connection of its own that cannot write. */
export interface Snapshot {
  readonly db: Kysely<Tables>
  statement<Params, Row>(build: (parameter: Parameter<Params>) => Compilable): SnapshotStatement<Params, Row>
  /** A statement whose rows are lists of their columns, where what is asked settles how many there are. */
  listStatement<Params, Cell>(
    build: (parameter: Parameter<Params>) => Compilable,
  ): SnapshotStatement<Params, readonly Cell[]>
  /** What the engine finds wrong with what is stored, at most a hundred lines; empty for a whole store. */
  damage(): readonly string[] | Promise<readonly string[]>
  triggers(): readonly Trigger[] | Promise<readonly Trigger[]>
  close(): void | Promise<void>
}

/** A statement whose rows can be read one by one, so that a large result is never held as a whole. */
export interface SnapshotStatement<Params, Row> extends ReadingStatement<Params, Row> {
  /** To be read with `for await`. */
  iterate(params: Params): Rows<Row>
}

/** Rows that come one by one, at once or later. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>

export interface OpenOptions {
  /** `normal` loses acknowledged rows in a power cut: only the control of the fault test asks for it. */
  readonly synchronous?: 'full' | 'normal'
}

/** Opens the store for a process that writes. The file must have been migrated. */
export const openDatabase = (file: string, options: OpenOptions = {}): Database => openSqlite(file, options)

/** Opens a view of a store that this process may not have open, for a worker or a command. */
export const openSnapshot = (file: string): Snapshot => openSqliteSnapshot(file)

/** The engine refused, whatever the cause. */
export const isEngineError = (error: unknown): error is Error => isSqliteError(error)

/** The disk or the file failed: nothing more may be acknowledged. A busy database is not such a failure. */
export const isStorageFailure = (error: unknown): boolean => isSqliteFailure(error)

export { StorageTroubleError } from './trouble.ts'

/** A transaction found that what it was to make is there already. */
export class AlreadyExistsError extends Error {}

/** A unique constraint of the database found that what was to be made is there already; no transaction had looked. */
export const isUniqueViolation = (error: unknown): boolean => isSqliteUniqueViolation(error)
