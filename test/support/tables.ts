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

/** Asks one query; each `?` stands for the next parameter. */
type Ask = (query: string, ...parameters: readonly unknown[]) => Row[]

/** Lets several queries be asked of one opened store: opening takes longer than most queries. */
function asking<T>(file: string, work: (ask: Ask) => T): T {
  const snapshot = openSnapshot(file)
  try {
    return work((query, ...parameters) => {
      const rows = snapshot.statement<void, Row>(() => textOf(query, parameters)).all()
      if (rows instanceof Promise) throw new Error('this engine answers later')
      return [...rows]
    })
  } finally {
    void snapshot.close()
  }
}

/** The rows of a query, asked of the engine; each `?` stands for the next parameter. */
export const rowsOf = (file: string, query: string, ...parameters: readonly unknown[]): Row[] =>
  asking(file, (ask) => ask(query, ...parameters))

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

const tablesBy = (ask: Ask): string[] =>
  ask(`select name from sqlite_master where type = 'table' order by name`).map((row) => String(row['name']))

/** The names of all tables. */
export const tablesOf = (file: string): string[] => asking(file, tablesBy)

/** How many rows each table has. */
export const countsOf = (file: string): Record<string, number> =>
  asking(file, (ask) =>
    Object.fromEntries(
      tablesBy(ask).map((table) => [table, Number(ask(`select count(*) as rows from "${table}"`)[0]!['rows'])]),
    ),
  )

/** Every value of every column of every table as text, bytes both as hexadecimal and as text. */
export function everythingIn(file: string): string {
  const texts = (value: unknown): string[] =>
    Buffer.isBuffer(value) ? [value.toString('hex'), value.toString('latin1')] : [String(value)]
  return asking(file, (ask) =>
    tablesBy(ask)
      .flatMap((table) => ask(`select * from "${table}"`).flatMap((row) => Object.values(row).flatMap(texts)))
      .join('\n'),
  )
}
