import { civilDate } from '#core/time/civil-time'
import type { Verification } from '../../server/store/ledger/verification.ts'
import { verifyDatabase } from '../../server/store/operations/verify-database.ts'
import type { Office } from './office.ts'
import { inSnapshot } from './tables.ts'

/** What verify says of a file, with the keys and the clock of an office. */
export function verified(file: string, { stores, clock }: Office): Promise<Verification> {
  return inSnapshot(file, (snapshot) =>
    verifyDatabase(snapshot, { keys: stores.keys, today: civilDate(clock.now), withDevices: true }),
  )
}
