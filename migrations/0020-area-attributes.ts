import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * An area that is not offered is no tile at counters that serve all areas; procedures, imports and reports know it.
 * Which office settles it is null until somebody says so.
 */
export async function areaAttributes(db: QueryExecutorProvider, { integer }: Engine): Promise<void> {
  await run(db, [
    `alter table area add column offered ${integer} not null default 1`,
    `alter table area add column answered_by text`,
  ])
}
