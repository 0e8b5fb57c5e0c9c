import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** A closed period is a fact: nothing in it is ever changed or deleted. */
export const editionAppendOnly = ['edition'] as const

/**
 * Closed periods. `period` is null for a free range; `audit_size` says how much of the audit was written at the closing;
 * `content` is canonical JSON and `hash` its SHA-256.
 */
export async function editions(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, tableEnd } = engine
  await run(db, [
    `create table edition (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), period text,
      period_from text not null, period_to text not null, number ${integer} not null, closed_at text not null,
      closed_by text not null, reason text, audit_size ${integer} not null, content text not null,
      hash ${bytes} not null, unique (unit_id, period_from, period_to, number)
    )${tableEnd}`,
    `create index edition_by_time on edition (period_to, period_from)`,
    `insert into next_id (name, next) values ('edition', 1)`,
    // What ended before was reported without: the server closes by itself what ends from now on.
    `insert into installation_setting (key, value)
      select 'editions.from', substr(max(at), 1, 10) from audit having max(at) is not null`,
  ])
  for (const table of editionAppendOnly) await run(db, engine.forbidChange(table))
}
