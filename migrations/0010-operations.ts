import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** What came of the last tries to make a backup; `reason` is null for a good one. */
export async function operations(db: QueryExecutorProvider, { integer, tableEnd }: Engine): Promise<void> {
  await run(db, [
    `create table backup_run (
      id ${integer} primary key, at text not null, folder text not null, file text, bytes ${integer},
      reason text, detail text not null, ledger_ok ${integer}
    )${tableEnd}`,
  ])
}
