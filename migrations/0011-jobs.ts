import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** What the server does by the clock, one row a job; moments in milliseconds since the epoch, whole minutes. */
export async function jobs(db: QueryExecutorProvider, { integer, tableEnd }: Engine): Promise<void> {
  await run(db, [
    `create table job (
      name text primary key, started_at ${integer} not null, finished_at ${integer}, outcome text,
      claimed_by text, claimed_until ${integer}
    )${tableEnd}`,
  ])
}
