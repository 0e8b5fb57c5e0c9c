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

/** A trigger by its name, and what it was made with, blanks and line ends evened out. */
export interface Trigger {
  readonly name: string
  readonly text: string
}

/** The text of a trigger to compare by. */
export const triggerText = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** The triggers that refuse change on a table of facts. */
export const guardsOf = (table: string): readonly Trigger[] =>
  sqliteEngine.forbidChange(table).map((text) => ({
    name: /^create trigger (\S+)/.exec(text)?.[1] ?? '',
    text: triggerText(text),
  }))

/**
 * A sum that is a JavaScript number on either engine: PostgreSQL hands out `sum` and `count` as text, because they may be
 * larger than a number holds. As a double they are exact up to 2^53.
 */
export const sumOf = (summed: string | RawBuilder<unknown>): RawBuilder<number> =>
  asNumber(sql`coalesce(sum(${typeof summed === 'string' ? sql.ref(summed) : summed}), 0)`)

/** The order of bytes: SQLite's own, which PostgreSQL calls "C" and has beside that of a language. */
const BYTE_ORDER = 'binary'

/** A text column or an expression to order by, alike on either engine: by bytes, so that 'Z' comes before 'a' and 'đ' after 'z'. */
export const textOrder = (column: string | RawBuilder<string>): RawBuilder<string> =>
  sql<string>`${typeof column === 'string' ? sql.ref(column) : sql`(${column})`} collate ${sql.id(BYTE_ORDER)}`

/** The bytes of a text column, of which not every one need be a character's. */
export const bytesOf = (column: string): RawBuilder<Buffer> => sql<Buffer>`cast(${sql.ref(column)} as blob)`

/** How many rows, as a JavaScript number on either engine. */
export const countRows = (): RawBuilder<number> => asNumber(sql`count(*)`)

const asNumber = (aggregate: RawBuilder<unknown>): RawBuilder<number> =>
  sql<number>`cast(${aggregate} as double precision)`
