import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Facts of this step: guarded like those of the first. */
export const linkAppendOnly = ['checkpoint_link'] as const

/**
 * From now on each checkpoint names the one before, and those of the audit what the lists of the office were: so one that
 * is taken away is missed. `chain` is a unit's ledger key or the name of the audit's chain; `previous` 0 for the first.
 * `chain_end` holds where each chain of checkpoints ends, and the last entry of the audit.
 */
export async function checkpointLinks(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, bytes, tableEnd } = engine
  await run(db, [
    `create table checkpoint_link (
      chain text not null, size ${integer} not null, previous ${integer} not null, reference text not null,
      signature ${bytes} not null, primary key (chain, size)
    )${tableEnd}`,
    `create table chain_end (chain text primary key, size ${integer} not null)${tableEnd}`,
    `insert into chain_end (chain, size)
      select ledger_key, max(size) from checkpoint join unit on unit.id = unit_id group by ledger_key`,
    `insert into chain_end (chain, size)
      select 'hai-long-audit-1', max(size) from audit_checkpoint having max(size) is not null`,
    `insert into chain_end (chain, size)
      select 'hai-long-audit-1/entries', max(id) from audit having max(id) is not null`,
  ])
  for (const table of linkAppendOnly) await run(db, engine.forbidChange(table))
}
