import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Facts of this step: guarded like those of the first. */
export const identityAppendOnly = ['response_identity'] as const

/**
 * The unit under which each response is filed, by the id alone: a rating is known again wherever it is filed the second
 * time. Of ids that stand under two units already, the first unit's stays. Filled in the order of the ids, so that ten
 * million rows are written one after the other.
 */
export async function responseIdentity(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, clusteredEnd } = engine
  await run(db, [
    `create table response_identity (
      id ${bytes} primary key, unit_id ${integer} not null references unit (id)
    )${clusteredEnd}`,
    `insert into response_identity (id, unit_id) select id, min(unit_id) from response group by id order by id`,
  ])
  for (const table of identityAppendOnly) await run(db, engine.forbidChange(table))
}
