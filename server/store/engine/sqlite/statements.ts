import type Sqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import type { SnapshotStatement, Statement } from '../database.ts'
import type { Compilable, Parameter } from '../statement.ts'
import { compileStatement } from '../statement.ts'
import type { Tables } from '../tables.ts'

/** A connection, what compiles for it, and whether its rows are objects (else lists of their columns). */
export interface SqliteTarget {
  readonly connection: Sqlite.Database
  readonly kysely: Kysely<Tables>
  readonly rows: 'objects' | 'lists'
}

/** Prepares on a connection; it is never compiled or parsed again. */
export function prepareSqlite<Params, Row>(
  { connection, kysely, rows }: SqliteTarget,
  build: (parameter: Parameter<Params>) => Compilable,
): Statement<Params, Row> & SnapshotStatement<Params, Row> {
  const { sql, values } = compileStatement(kysely, build)
  const prepared = connection.prepare<unknown[], Row>(sql)
  if (rows === 'lists') prepared.raw(true)
  // Handed over one by one, because the driver takes a list of them more slowly.
  return {
    all: (params) => prepared.all(...values(params)),
    first: (params) => prepared.get(...values(params)),
    run: (params) => prepared.run(...values(params)).changes,
    iterate: (params) => prepared.iterate(...values(params)),
  }
}
