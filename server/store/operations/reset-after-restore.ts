import type { Kysely } from 'kysely'
import { commandLine } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import { openDatabase } from '../engine/database.ts'
import { skipIdsTo } from '../engine/next-id.ts'
import { writeInstallationSettings } from '../office/installation-settings.ts'
import type { Tables } from '../engine/tables.ts'

/** What kiosks name in their records: a tap under an id given again could be counted at another counter. */
const named = ['device', 'assignment'] as const

/** Ids left out at the least, also where the clock is wrong. */
const GAP = 1_000

/** What of a restored copy must not live on: everybody signs in anew, kiosks learn of it, the audit says what happened. */
export async function resetAfterRestore(
  file: string,
  { at, file: from }: { readonly at: string; readonly file: string },
): Promise<void> {
  const database = openDatabase(file)
  try {
    await database.transaction(async (trx) => {
      await trx.deleteFrom('session').execute()
      // One that was used since would set the password once more.
      await trx.deleteFrom('password_reset').execute()
      await trx.updateTable('pairing_code').set({ used: 1 }).execute()
      await markRestored(trx, at)
      await audit(trx, { actor: commandLine, at }, { action: 'backup.restore', subject: from, unitId: null })
    })
  } finally {
    await database.close()
  }
}

/**
 * Lets kiosks know that what they sent may be gone, and keeps the ids of lost devices and assignments from being given
 * again. By seconds since the epoch, for one backup may be restored twice.
 */
async function markRestored(trx: Kysely<Tables>, at: string): Promise<void> {
  const kept = await trx.selectFrom('next_id').select('next').where('name', 'in', named).execute()
  const lastLost = Math.max(...kept.map(({ next }) => next - 1 + GAP), Math.floor(Date.parse(at) / 1000))
  for (const table of named) await skipIdsTo(trx, table, lastLost)
  await writeInstallationSettings(trx, { 'restored.at': at })
}
