import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Tables whose rows are numbered as they are made. */
const numbered = [
  'unit',
  'area',
  'procedure',
  'questionnaire',
  'counter',
  'site',
  'device',
  'assignment',
  'quarantine',
  'target',
  'external_result',
  'account',
  'api_token',
  'reading_link',
  'backup_run',
] as const

/**
 * The id that the next row of a table gets. It only grows, so that no id is given twice, also when its row is gone; those
 * of kiosks go on above what was left out when the database was restored.
 */
export async function nextIds(db: QueryExecutorProvider, { integer, tableEnd }: Engine): Promise<void> {
  const leftOut = `(select coalesce(max(cast(value as ${integer})), 0) + 1 from setting where key = 'restored.ids')`
  await run(db, [
    `create table next_id (name text primary key, next ${integer} not null)${tableEnd}`,
    ...numbered.map(
      (table) => `insert into next_id (name, next) select '${table}', coalesce(max(id), 0) + 1 from ${table}`,
    ),
    `update next_id set next = ${leftOut} where name in ('device', 'assignment') and next < ${leftOut}`,
    `delete from setting where key = 'restored.ids'`,
  ])
}
