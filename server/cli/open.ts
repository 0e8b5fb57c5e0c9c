import { mkdirSync } from 'node:fs'
import type { Config } from '../config.ts'
import { prepareDatabase } from '../databases.ts'
import type { Database } from '../store/engine/database.ts'
import { openDatabase } from '../store/engine/database.ts'
import { filesIn } from '../store/engine/data-files.ts'
import { lockFolder } from '../store/engine/folder-lock.ts'
import { needsMigration } from '../store/engine/migrate.ts'
import type { UnitRow } from '../store/office/units.ts'
import { FIRST_UNIT, unitByCode } from '../store/office/units.ts'
import { CommandError } from './args.ts'

/**
 * Opens the data folder for a command, beside a running server too; a new or older database is first brought up to date,
 * for which no server may be running.
 * @throws FolderInUseError, NewerDatabaseError
 */
export async function openForCommand(config: Config): Promise<Database> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const files = filesIn(config.dataDir)
  if (await needsMigration(files.database)) {
    const unlock = lockFolder(files.lock)
    try {
      await prepareDatabase(files.database)
    } finally {
      unlock()
    }
  }
  return openDatabase(files.database)
}

/** The unit a command is about; without a code the one of an office that has not been set up. */
export async function unitOf(database: Database, code: string | undefined): Promise<UnitRow> {
  const unit = await unitByCode(database.reads, code ?? FIRST_UNIT)
  if (!unit)
    throw new CommandError(
      `Không có đơn vị ${code ?? FIRST_UNIT}, xem "hailong unit list" (there is no unit ${code ?? FIRST_UNIT}).`,
    )
  return unit
}
