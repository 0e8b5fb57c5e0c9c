import { unknownPerson } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'

/** An account somebody failed to sign in to. */
interface Tried {
  readonly id: number
  readonly username: string
  readonly unit_id: number
}

interface Counted {
  readonly subject: string
  readonly unitId: number | null
  count: number
}

/**
 * Failed sign-ins on their way into the audit. They are counted in memory and written as one entry per account and
 * quarter of an hour, so that guessing fills no disk. What was typed is never kept: people type passwords as names too.
 */
export type SignInFailures = ReturnType<typeof createSignInFailures>

export function createSignInFailures({ transaction }: Database) {
  const counts = new Map<number, Counted>()
  return {
    /** null: no account has the name; all such tries share one count. */
    count: (account: Tried | null): void => {
      const key = account?.id ?? 0
      const counted = counts.get(key) ?? {
        subject: account?.username ?? '',
        unitId: account?.unit_id ?? null,
        count: 0,
      }
      counted.count += 1
      counts.set(key, counted)
    },
    /** A transaction of its own; `at` is ISO with zone. Nothing is written when nobody failed. */
    write: async (at: string): Promise<void> => {
      if (counts.size === 0) return
      const found = [...counts.values()]
      counts.clear()
      await transaction(async (trx) => {
        for (const { subject, unitId, count } of found)
          await audit(
            trx,
            { actor: unknownPerson, at },
            { action: 'session.failed', subject, unitId, detail: { count } },
          )
      })
    },
  }
}
