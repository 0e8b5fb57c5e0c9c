import { civilDate } from '#core/time/civil-time'
import type { AuditCheckpoints } from '../store/ledger/audit-checkpoints.ts'
import type { Database } from '../store/engine/database.ts'
import type { Ledger } from '../store/ledger/ledger.ts'
import type { Release } from '../store/ratings/release.ts'
import type { Sessions } from '../store/people/sessions.ts'
import type { SignInFailures } from '../store/people/sign-in-failures.ts'

export interface ClockworkParts {
  readonly database: Database
  readonly ledger: Ledger
  readonly auditCheckpoints: AuditCheckpoints
  readonly release: Release
  readonly sessions: Sessions
  readonly signInFailures: SignInFailures
  readonly smallestRelease: number
  readonly clock: () => number
}

/** Checkpoints are signed at least this often while records come in (design §4). */
const SIGN_EVERY_MS = 15 * 60_000

/** What has to happen by the clock; `tick` may be called as often as one likes. */
export interface Clockwork {
  tick(): Promise<void>
}

/**
 * Releases what a closed day left waiting; every quarter of an hour writes down who failed to sign in, signs where the
 * ledgers and the audit stand, and forgets sessions that have run out.
 */
export function createClockwork({
  database,
  ledger,
  auditCheckpoints,
  release,
  sessions,
  signInFailures,
  smallestRelease,
  clock,
}: ClockworkParts): Clockwork {
  let signedQuarter = 0

  const releaseClosedDays = async (today: string): Promise<void> => {
    const units = await database.transaction(() => release.unitsWaiting())
    const due = { kind: 'closed', day: today, atLeast: smallestRelease } as const
    for (const unitId of units) await database.transaction(() => release.release(unitId, due))
  }

  const signAll = async (today: string): Promise<void> => {
    await database.transaction(async () => {
      for (const unitId of await ledger.unsigned()) await ledger.sign(unitId, today)
    })
    await auditCheckpoints.sign(today)
  }

  return {
    tick: async () => {
      const now = clock()
      const today = civilDate(now)
      await releaseClosedDays(today)
      const quarter = Math.floor(now / SIGN_EVERY_MS)
      if (quarter === signedQuarter) return
      await signInFailures.write(new Date(now).toISOString())
      await signAll(today)
      await sessions.sweep(now)
      signedQuarter = quarter
    },
  }
}
