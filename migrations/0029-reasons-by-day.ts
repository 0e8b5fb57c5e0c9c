import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** Finds the ratings that say what to improve by unit and day: they are few, and counted anew for each question. */
export async function reasonsByDay(db: QueryExecutorProvider, _engine: Engine): Promise<void> {
  await run(db, [`create index response_with_reasons on response (unit_id, local_date) where reasons is not null`])
}
