import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Facts about facts: nothing in them is ever changed or deleted. */
export const redateAppendOnly = ['redate'] as const

/**
 * A rating that a wrong clock dated belongs to another day, as the entry of the audit says that has the reason; the newest
 * entry holds. The rating itself stays as it was stored.
 */
export async function redates(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, clusteredEnd } = engine
  await run(db, [
    `create table redate (
      unit_id ${integer} not null, response_id ${bytes} not null, audit_id ${integer} not null references audit (id),
      day text not null, primary key (unit_id, response_id, audit_id),
      foreign key (unit_id, response_id) references response (unit_id, id)
    )${clusteredEnd}`,
    `create index redate_by_entry on redate (audit_id)`,
  ])
  for (const table of redateAppendOnly) await run(db, engine.forbidChange(table))
}
