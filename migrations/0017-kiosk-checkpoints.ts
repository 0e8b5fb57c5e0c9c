import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** The newest checkpoint that a kiosk says it holds: of which unit, its size, and its hash in hexadecimal. */
export async function kioskCheckpoints(db: QueryExecutorProvider, { integer }: Engine): Promise<void> {
  await run(db, [
    `alter table device add column checkpoint_unit_id ${integer} references unit (id)`,
    `alter table device add column checkpoint_size ${integer}`,
    `alter table device add column checkpoint_hash text`,
  ])
}
