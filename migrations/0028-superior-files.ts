import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Tables of this step whose rows are never changed or deleted. */
export const superiorFileAppendOnly = ['superior_file'] as const

/**
 * Files of rows that were made for the superior unit, in the order in which they were made: what a later one may say depends on
 * those before it. `says` is JSON of what the file says that is not in its edition. `columns` of a template is JSON: the
 * heads of the superior's columns, each with the column that fills it.
 */
export async function superiorFiles(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, tableEnd } = engine
  await run(db, [
    `create table superior_file (
      id ${integer} primary key, edition_id ${integer} not null unique references edition (id), made_at text not null,
      made_by text not null, says text not null
    )${tableEnd}`,
    `create table superior_template (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), name text not null,
      columns text not null, retired ${integer} not null
    )${tableEnd}`,
    `create index superior_template_of_unit on superior_template (unit_id)`,
    `insert into next_id (name, next) values ('superior_file', 1)`,
    `insert into next_id (name, next) values ('superior_template', 1)`,
    ...superiorFileAppendOnly.flatMap((table) => engine.forbidChange(table)),
  ])
}
