import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** A kiosk that another one took the place of: since when (ISO), and the code that makes the other one do so. */
export async function devices(db: QueryExecutorProvider, { integer }: Engine): Promise<void> {
  await run(db, [
    `alter table device add column replaced_at text`,
    `alter table pairing_code add column replaces ${integer} references device (id)`,
  ])
}
