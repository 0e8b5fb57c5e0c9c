import { writeAudit } from './audit.ts'
import { connect, kyselyOver } from './database.ts'

/** What of a restored copy must not live on: everybody signs in anew, and the audit says what happened. */
export async function beginAnew(
  file: string,
  { at, file: from }: { readonly at: string; readonly file: string },
): Promise<void> {
  const db = kyselyOver(connect(file))
  try {
    await db.transaction().execute(async (trx) => {
      await trx.deleteFrom('session').execute()
      // One that was used since would set the password once more.
      await trx.deleteFrom('password_reset').execute()
      await trx.updateTable('pairing_code').set({ used: 1 }).execute()
      await writeAudit(trx, { at, actor: 'hailong', action: 'backup.restore', subject: from, unitId: null })
    })
  } finally {
    await db.destroy()
  }
}
