import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/**
 * What a target measures and counts, and the text it comes from; results that other bodies found. `stages` is a list
 * parted by spaces, null for all; `origin` is the id of the first version, null for the first itself.
 */
export async function targetsAndResults(db: QueryExecutorProvider, engine: Engine): Promise<void> {
  const { integer, real, tableEnd } = engine
  await run(db, [
    `alter table target add column measure text not null default 'share'`,
    `alter table target add column stages text`,
    `alter table target add column document text`,
    `alter table target add column sentence text`,
    `alter table target add column origin ${integer}`,
    `alter table target add column version ${integer} not null default 1`,
    `create table external_result (
      id ${integer} primary key, unit_id ${integer} not null references unit (id), group_code text not null,
      value ${real} not null, source text not null, period_from text not null, period_to text not null,
      answers ${integer}, note text, retired ${integer} not null
    )${tableEnd}`,
  ])
}
