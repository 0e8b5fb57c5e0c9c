import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * Finds the few ratings that came less than 15 s after the one before on the same device (the first two buckets of
 * `gap_bucket`) by unit and day: they are counted anew for each figure, in any cell, when its threshold is judged.
 */
export async function quickRepeats(db: QueryExecutorProvider, _engine: Engine): Promise<void> {
  await run(db, [`create index response_quick on response (unit_id, local_date) where gap_bucket < 2`])
}
