import type { Kysely } from 'kysely'
import type { Tables } from '../engine/tables.ts'

/** What is settled once for the whole database, whichever units are in it. */
export type InstallationSettingKey =
  /** Folder that backups go to, an absolute path. */
  | 'backup.folder'
  /** When the database was last restored, ISO 8601. */
  | 'restored.at'
  /** Which run of `rebuild --mend` writes the tallies. */
  | 'tally.mending'
  /** The newest edition of the shipped areas that the database was given. */
  | 'areas.edition'
  /** Periods that ended before this day are closed by hand alone: the database is from before there were editions. */
  | 'editions.from'

export type InstallationSettingChanges = Readonly<Partial<Record<InstallationSettingKey, string | null>>>

/** @returns null while it has not been settled */
export async function readInstallationSetting(db: Kysely<Tables>, key: InstallationSettingKey): Promise<string | null> {
  const row = await db.selectFrom('installation_setting').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

/** Inside a transaction: writes what is given, null takes a setting away. */
export async function writeInstallationSettings(
  trx: Kysely<Tables>,
  changes: InstallationSettingChanges,
): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    await trx.deleteFrom('installation_setting').where('key', '=', key).execute()
    if (value !== null) await trx.insertInto('installation_setting').values({ key, value }).execute()
  }
}
