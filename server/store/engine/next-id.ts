import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'

/** Tables whose rows are numbered as they are made. Ids carry no meaning beyond being unique. */
export type NumberedTable =
  | 'unit'
  | 'area'
  | 'procedure'
  | 'questionnaire'
  | 'counter'
  | 'site'
  | 'device'
  | 'assignment'
  | 'quarantine'
  | 'target'
  | 'external_result'
  | 'edition'
  | 'superior_file'
  | 'superior_template'
  | 'account'
  | 'api_token'
  | 'reading_link'
  | 'backup_run'

/**
 * Inside a transaction: takes the next id of a table. None is given twice, because the number is read and advanced by one
 * statement and never goes back; a transaction that is undone has given none.
 */
export async function nextId(trx: QueryExecutorProvider, table: NumberedTable): Promise<number> {
  const { rows } = await sql<{ id: number }>`update next_id set next = next + 1 where name = ${table}
    returning next - 1 as id`.execute(trx)
  const [given] = rows
  if (!given) throw new Error(`no ids are kept for ${table}`)
  return given.id
}

/** Inside a transaction: ids of the table are larger than `id` from now on. */
export async function skipIdsTo(trx: QueryExecutorProvider, table: NumberedTable, id: number): Promise<void> {
  await sql`update next_id set next = ${id + 1} where name = ${table} and next <= ${id}`.execute(trx)
}
