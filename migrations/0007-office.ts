import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * How an office is made up: where it receives people, at which counters and hours, and what else it has settled. Sites and
 * counters are retired instead of deleted, for responses refer to them.
 */
export async function office(db: QueryExecutorProvider, { integer, tableEnd, clusteredEnd }: Engine): Promise<void> {
  await run(db, [
    `create table site (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), name text not null,
      address text not null, retired ${integer} not null, unique (unit_id, name)
    )${tableEnd}`,
    `alter table counter add column site_id ${integer} references site (id)`,
    `alter table counter add column retired ${integer} not null default 0`,
    `create table opening_span (
      unit_id ${integer} not null references unit (id), weekday ${integer} not null, opens ${integer} not null,
      closes ${integer} not null, primary key (unit_id, weekday, opens)
    )${clusteredEnd}`,
    `create table closed_day (
      unit_id ${integer} not null references unit (id), day text not null, primary key (unit_id, day)
    )${clusteredEnd}`,
    `create table setting (
      unit_id ${integer} not null references unit (id), key text not null, value text not null,
      primary key (unit_id, key)
    )${clusteredEnd}`,
  ])
}
