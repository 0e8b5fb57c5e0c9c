import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** What offices keep up themselves: the level of a procedure, and versions of questionnaires that are no longer asked. */
export async function referenceLists(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, tableEnd } = engine
  await run(db, [
    `alter table procedure add column level text`,
    `create table questionnaire_retired (
      questionnaire_id ${integer} primary key references questionnaire (id), since text not null
    )${tableEnd}`,
  ])
}
