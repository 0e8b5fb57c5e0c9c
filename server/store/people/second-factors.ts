import type { Attribution } from '#core/ledger/actor'
import { actorText } from '#core/ledger/actor'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'

/** The second factor of an account: what its codes are made from. */
export interface SecondFactor {
  /** null while the first code has not been confirmed. */
  readonly secret: Buffer | null
  /** Offered and not confirmed yet. */
  readonly offered: Buffer | null
}

/** Whose second factor it is. */
export interface FactorOwner {
  readonly id: number
  readonly username: string
  readonly unitId: number
}

/** Steps of 30 s by which two right codes can differ: one early, one late, and the slack of a clock. */
const STEPS_AHEAD = 6

export type SecondFactors = ReturnType<typeof createSecondFactors>

export function createSecondFactors({ reads, transaction }: Database) {
  return {
    of: async (accountId: number): Promise<SecondFactor> => {
      const row = await reads
        .selectFrom('second_factor')
        .select(['secret', 'offered'])
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row ?? { secret: null, offered: null }
    },
    /** Keeps a new secret beside the one in use until a code proves that it has arrived. */
    offer: (accountId: number, offered: Buffer) =>
      transaction(async (trx) => {
        await trx
          .insertInto('second_factor')
          .values({ account_id: accountId, secret: null, offered, last_step: null })
          .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ offered }))
          .execute()
      }),
    /** The offered secret is in use from now on; the code of `step` is spent. */
    confirm: (
      accountId: number,
      { secret, step }: { readonly secret: Buffer; readonly step: number },
      by: Attribution,
    ) =>
      transaction(async (trx) => {
        await trx
          .updateTable('second_factor')
          .set({ secret, offered: null, last_step: step })
          .where('account_id', '=', accountId)
          .execute()
        await audit(trx, by, { action: 'second-factor.on', subject: actorText(by.actor) })
      }),
    /**
     * Spends the code of a time step. @returns false when it, or a later one, has been used before; one that is later than
     * any code of now was spent by a wrong clock
     */
    spend: (accountId: number, step: number) =>
      transaction(async (trx) => {
        const spent = await trx
          .updateTable('second_factor')
          .set({ last_step: step })
          .where('account_id', '=', accountId)
          .where(({ or, eb }) =>
            or([eb('last_step', 'is', null), eb('last_step', '<', step), eb('last_step', '>', step + STEPS_AHEAD)]),
          )
          .executeTakeFirst()
        return spent.numUpdatedRows > 0n
      }),
    /** From then on no code is asked. @returns whether there was a second factor */
    remove: ({ id, username, unitId }: FactorOwner, by: Attribution) =>
      transaction(async (trx) => {
        const gone = await trx.deleteFrom('second_factor').where('account_id', '=', id).executeTakeFirst()
        const removed = gone.numDeletedRows > 0n
        const entry = { action: 'second-factor.off', subject: username, unitId }
        if (removed) await audit(trx, by, entry)
        return removed
      }),
  }
}
