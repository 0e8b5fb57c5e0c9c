import type { Kysely } from 'kysely'
import type { Database } from '../engine/database.ts'
import type { Tables } from '../engine/tables.ts'
import { readInstallationSetting } from './installation-settings.ts'

/** What a unit can settle beyond its own row; values are text, lists as JSON. */
export type SettingKey =
  /** Nơi tiếp nhận: what citizens call the office, on kiosks and slips. */
  | 'office.name'
  /** Code of the commune or province in the list of administrative units. */
  | 'office.administrative-unit'
  /** Report periods in use, a JSON list. */
  | 'report.periods'
  /** Nơi nhận of reports, one a line. */
  | 'report.recipients'
  /** Where the set-up stands. */
  | 'setup.progress'

/** @returns null while it has not been settled */
export async function readSetting(db: Kysely<Tables>, unitId: number, key: SettingKey): Promise<string | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('unit_id', '=', unitId)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.value ?? null
}

/** All that a unit has settled. */
export async function readSettings(db: Kysely<Tables>, unitId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('setting').select(['key', 'value']).where('unit_id', '=', unitId).execute()
  return new Map(rows.map(({ key, value }) => [key, value]))
}

export type SettingChanges = Readonly<Partial<Record<SettingKey, string | null>>>

/** Inside a transaction: writes what is given, null takes a setting away. */
export async function writeSettings(trx: Kysely<Tables>, unitId: number, changes: SettingChanges): Promise<void> {
  for (const [key, value] of Object.entries(changes)) {
    await trx.deleteFrom('setting').where('unit_id', '=', unitId).where('key', '=', key).execute()
    if (value !== null) await trx.insertInto('setting').values({ unit_id: unitId, key, value }).execute()
  }
}

export type Settings = ReturnType<typeof createSettings>

export function createSettings({ reads }: Pick<Database, 'reads'>) {
  return {
    get: (unitId: number, key: SettingKey) => readSetting(reads, unitId, key),
    /** @returns when the database was last restored, ISO 8601; null: never */
    restoredAt: () => readInstallationSetting(reads, 'restored.at'),
  }
}
