import { civilDate } from '#core/time/civil-time'
import type { Verification } from '../../server/store/ledger/verification.ts'
import { verifyLedgers } from '../../server/store/ledger/verify.ts'
import type { Office } from './office.ts'
import { inSnapshot } from './tables.ts'

/** What verify says of a file, with the keys and the clock of an office. */
export function verified(file: string, { stores, clock }: Office): Promise<Verification> {
  return inSnapshot(file, (snapshot) => verifyLedgers(snapshot, { keys: stores.keys, today: civilDate(clock.now) }))
}
