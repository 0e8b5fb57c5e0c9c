import type { DatabaseFiles } from './services/backups/database-files.ts'
import { shipped } from './shipped.ts'
import { openDatabase } from './store/engine/database.ts'
import { migrate } from './store/engine/migrate.ts'
import { copyDatabase, syncFile, syncFolder } from './store/engine/sqlite/copy.ts'
import { lockFolder } from './store/engine/folder-lock.ts'
import { damageIn, inspectDatabase } from './store/operations/inspect.ts'
import { resetAfterRestore } from './store/operations/reset-after-restore.ts'
import { seed } from './store/setup/seed.ts'

/** What the engine in use does with whole database files. */
export const databaseFiles: DatabaseFiles = {
  copy: copyDatabase,
  damage: damageIn,
  inspect: inspectDatabase,
  lockFolder,
  migrate,
  resetAfterRestore,
  syncFile,
  syncFolder,
}

/** Migrates and fills a database; the caller holds the lock of the folder. @param now milliseconds since the epoch */
export async function prepareDatabase(file: string, now = Date.now()): Promise<void> {
  await migrate(file)
  const database = openDatabase(file)
  try {
    await seed(database, shipped, now)
  } finally {
    await database.close()
  }
}
