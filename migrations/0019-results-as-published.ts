import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * Results that other bodies publish are kept as they are published: with their decimals (null: not known, the fewest that
 * say the number), their rank and what they are about where no group says it. Only the share of one question on a random
 * sample has an interval; of what was typed in before nobody said that it is one.
 */
export async function resultsAsPublished(db: QueryExecutorProvider, { integer }: Engine): Promise<void> {
  await run(db, [
    `alter table external_result add column decimals ${integer}`,
    `alter table external_result add column is_sample ${integer} not null default 0`,
    `alter table external_result add column rank text`,
    `alter table external_result add column title text`,
  ])
}
