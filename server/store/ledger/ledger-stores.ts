import type { Database } from '../engine/database.ts'
import { createAuditCheckpoints } from './checkpoints/audit-checkpoints.ts'
import { createAuditLog } from './audit-log.ts'
import { chainEnds } from './held-ends.ts'
import { copyKey, readKeys } from './keys.ts'
import { createLedger } from './ledger.ts'

export type LedgerStores = Awaited<ReturnType<typeof createLedgerStores>>

/** @throws when the database has lost its keys */
export async function createLedgerStores(database: Database) {
  const keys = await readKeys(database.reads)
  return {
    keys,
    ledger: createLedger(database, keys),
    /** Where all chains end now. */
    chainEnds: () => chainEnds(database.reads),
    audit: createAuditLog(database),
    copyKey: (deviceId: number) => copyKey(deviceId, keys),
    auditCheckpoints: createAuditCheckpoints(database, keys),
  }
}
