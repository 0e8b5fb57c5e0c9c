import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Snapshot } from '../../server/store/engine/database.ts'
import { openSnapshot } from '../../server/store/engine/database.ts'

type Row = Record<string, unknown>

/** Looks at the store as it stands at this moment. */
export async function inSnapshot<T>(file: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = openSnapshot(file)
  try {
    return await work(snapshot)
  } finally {
    await snapshot.close()
  }
}

/** The rows of a query, asked of the engine; each `?` stands for the next parameter. */
export function rowsOf(file: string, query: string, ...parameters: readonly unknown[]): Row[] {
  const snapshot = openSnapshot(file)
  try {
    const rows = snapshot.statement<void, Row>(() => textOf(query, parameters)).all()
    if (rows instanceof Promise) throw new Error('this engine answers later')
    return [...rows]
  } finally {
    void snapshot.close()
  }
}

function textOf(query: string, parameters: readonly unknown[]): RawBuilder<unknown> {
  const [first = '', ...rest] = query.split('?')
  return rest.reduce<RawBuilder<unknown>>(
    (made, part, index) => sql`${made}${parameters[index]}${sql.raw(part)}`,
    sql.raw(first),
  )
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
