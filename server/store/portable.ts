import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Engine } from '../../migrations/engine.ts'

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

/** A sum that is a JavaScript number on either engine (PostgreSQL returns bigint as text). */
export function sumOf(column: string): RawBuilder<number> {
  return sql<number>`coalesce(sum(${sql.ref(column)}), 0)`
}

/** The next free id of a table, read inside the writing transaction; ids carry no meaning beyond being unique. */
export function nextId(table: string): RawBuilder<number> {
  return sql<number>`(select coalesce(max(id), 0) + 1 from ${sql.table(table)})`
}
