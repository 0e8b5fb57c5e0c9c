import type { QueryExecutorProvider } from 'kysely'
import type { Engine } from './engine.ts'
import { run } from './statements.ts'

/** What is settled once for the whole database stood among the settings of its first unit. */
export async function installationSettings(db: QueryExecutorProvider, { tableEnd }: Engine): Promise<void> {
  const keys = `('backup.folder', 'restored.at')`
  await run(db, [
    `create table installation_setting (key text primary key, value text not null)${tableEnd}`,
    `insert into installation_setting (key, value)
      select key, value from setting where key in ${keys} and unit_id = (select min(id) from unit)`,
    `delete from setting where key in ${keys}`,
  ])
}
