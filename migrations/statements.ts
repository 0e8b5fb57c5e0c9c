import type { QueryExecutorProvider } from 'kysely'
import { sql } from 'kysely'

/** Runs plain statements one after the other. */
export async function run(db: QueryExecutorProvider, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
