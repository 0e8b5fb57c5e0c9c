import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from '../../../migrations/engine.ts'

/** SQLite: STRICT tables, rows in key order where asked, triggers that refuse change (recursive_triggers must be on). */
export const sqliteEngine: Engine = {
  integer: 'integer',
  real: 'real',
  bytes: 'blob',
  tableEnd: ' strict',
  clusteredEnd: ' strict, without rowid',
  forbidChange: (table) =>
    ['update', 'delete'].map(
      (change) => `create trigger ${table}_no_${change} before ${change} on ${table}
        begin select raise(abort, 'append-only: ${table}'); end`,
    ),
}

/**
 * A sum that is a JavaScript number on either engine: PostgreSQL hands out `sum` and `count` as text, because they may be
 * larger than a number holds. As a double they are exact up to 2^53.
 */
export const sumOf = (column: string): RawBuilder<number> => asNumber(sql`coalesce(sum(${sql.ref(column)}), 0)`)

/** How many rows, as a JavaScript number on either engine. */
export const countRows = (): RawBuilder<number> => asNumber(sql`count(*)`)

const asNumber = (aggregate: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`cast(${aggregate} as double precision)`

/**
 * The next id of what kiosks name in their records, `device` or `assignment`: never one that may have been given before
 * the database was restored, for a tap under it could then be counted at another counter.
 */
export function nextNamedId(table: 'device' | 'assignment'): RawBuilder<number> {
  return sql<number>`(select coalesce(max(id), 0) + 1 from (select max(id) as id from ${sql.table(table)}
    union all select max(cast(value as integer)) from setting where key = 'restored.ids') as given)`
}

/** The next free id of a table, read inside the writing transaction; ids carry no meaning beyond being unique. */
export function nextId(table: string): RawBuilder<number> {
  return sql<number>`(select coalesce(max(id), 0) + 1 from ${sql.table(table)})`
}
