import { createHmac } from 'node:crypto'
import type { Transaction } from 'kysely'
import { delayAfter, FAILURES_FORGOTTEN_MS } from '../../core/operations/sign-in-delay.ts'
import type { Database } from '../engine/database.ts'
import type { Keys } from '../ledger/keys.ts'
import type { Tables } from '../engine/tables.ts'

/** Whose tries are counted together. */
export interface Tries {
  readonly of: 'password' | 'code'
  /** As typed: there need not be such an account. */
  readonly username: string
  /** Hash of a browser that this account has used before; null: all unknown browsers share one count. */
  readonly browser: Buffer | null
}

/** Counts kept at most; beyond it the oldest are forgotten, so that the table stays small. */
const MOST_COUNTS = 10_000

/** Failed tries to sign in, kept across a restart. A name is stored as a keyed hash: people type passwords there too. */
export type SignInDelays = ReturnType<typeof createSignInDelays>

export function createSignInDelays({ transaction }: Database, keys: Keys) {
  const keyOf = ({ of, username, browser }: Tries): Buffer =>
    createHmac('sha256', keys.identity)
      .update(
        JSON.stringify(['sign-in', of, username.normalize('NFC').toLowerCase(), browser?.toString('hex') ?? null]),
      )
      .digest()
  return {
    /**
     * Counts a try as failed before it is answered, or tries sent all at once would each be answered.
     * @returns 0 when it may be answered, else the milliseconds to wait; a try that must wait is not counted
     */
    begin: (tries: Tries, now: number): Promise<number> =>
      transaction(async (trx) => {
        const key = keyOf(tries)
        await forgetOld(trx, now)
        const known = await trx
          .selectFrom('failed_sign_in')
          .select(['failures', 'last_at'])
          .where('key', '=', key)
          .executeTakeFirst()
        // A failure that lies ahead was written by a wrong clock: nobody waits until that clock is right again.
        const { failures, last_at } = known && known.last_at <= now ? known : { failures: 0, last_at: now }
        const wait = delayAfter(failures) - (now - last_at)
        if (wait > 0) return wait
        const counted = { failures: failures + 1, last_at: now }
        await trx
          .insertInto('failed_sign_in')
          .values({ key, ...counted })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(counted))
          .execute()
        return 0
      }),
    /** The try was right: nothing is held against the next one. */
    clear: (tries: Tries): Promise<void> =>
      transaction(async (trx) => {
        await trx.deleteFrom('failed_sign_in').where('key', '=', keyOf(tries)).execute()
      }),
  }
}

async function forgetOld(trx: Transaction<Tables>, now: number): Promise<void> {
  await trx
    .deleteFrom('failed_sign_in')
    .where('last_at', '<=', now - FAILURES_FORGOTTEN_MS)
    .execute()
  const first = await trx
    .selectFrom('failed_sign_in')
    .select('last_at')
    .orderBy('last_at', 'desc')
    .limit(1)
    .offset(MOST_COUNTS)
    .executeTakeFirst()
  if (first) await trx.deleteFrom('failed_sign_in').where('last_at', '<=', first.last_at).execute()
}
