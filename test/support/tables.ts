import type Sqlite from 'better-sqlite3'
import type { Snapshot } from '../../server/store/engine/database.ts'
import { openSnapshot } from '../../server/store/engine/database.ts'
import { SqliteFile } from '../../server/store/engine/sqlite/driver.ts'

type Row = Record<string, unknown>

/** Reads or breaks a file beside the office, past every check of the store. */
export function withFile<T>(file: string, work: (connection: Sqlite.Database) => T): T {
  const connection = new SqliteFile(file)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

/** Looks at the store as it stands at this moment. */
export async function inSnapshot<T>(file: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = openSnapshot(file)
  try {
    return await work(snapshot)
  } finally {
    await snapshot.close()
  }
}

/** The rows of a query. */
export function rowsOf(file: string, query: string, ...parameters: readonly unknown[]): Row[] {
  return withFile(file, (connection) => connection.prepare<unknown[], Row>(query).all(...parameters))
}

/** The first column of the first row. */
export function valueOf(file: string, query: string, ...parameters: readonly unknown[]): unknown {
  return Object.values(rowsOf(file, query, ...parameters)[0] ?? {})[0]
}

/** The names of all tables. */
export function tablesOf(file: string): string[] {
  return rowsOf(file, `select name from sqlite_master where type = 'table' order by name`).map((row) =>
    String(row['name']),
  )
}

/** How many rows each table has. */
export function countsOf(file: string): Record<string, number> {
  return Object.fromEntries(
    tablesOf(file).map((table) => [table, Number(valueOf(file, `select count(*) from "${table}"`))]),
  )
}

/** Every value of every column of every table as text, bytes both as hexadecimal and as text. */
export function everythingIn(file: string): string {
  const texts = (value: unknown): string[] =>
    Buffer.isBuffer(value) ? [value.toString('hex'), value.toString('latin1')] : [String(value)]
  return tablesOf(file)
    .flatMap((table) => rowsOf(file, `select * from "${table}"`).flatMap((row) => Object.values(row).flatMap(texts)))
    .join('\n')
}
