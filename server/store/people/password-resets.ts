import type { Kysely } from 'kysely'
import type { Attribution } from '#core/ledger/actor'
import { actingAt } from '#core/ledger/actor'
import { isAlive } from '#core/time/clock-doubt'
import { audit } from '../ledger/audit.ts'
import type { Database } from '../engine/database.ts'
import { newToken, sha256 } from '../ledger/keys.ts'
import { changePassword } from './credentials.ts'
import type { Tables } from '../engine/tables.ts'

/** How long a one-time link holds. */
export const RESET_LIFETIME_MS = 24 * 60 * 60_000

/** Inside a transaction: a new one-time link replaces the one before. @returns its token, stored as a hash only */
export async function createReset(
  trx: Kysely<Tables>,
  accountId: number,
  now: number,
): Promise<{ token: string; expiresAt: number }> {
  const token = newToken()
  const expiresAt = now + RESET_LIFETIME_MS
  const row = { token_hash: sha256(token), expires_at: expiresAt }
  await trx
    .insertInto('password_reset')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
  return { token, expiresAt }
}

/** An account that a one-time link was made for. */
export interface ResetAccount {
  readonly id: number
  readonly username: string
  readonly unitId: number
}

async function accountOfReset(db: Kysely<Tables>, token: string, now: number): Promise<ResetAccount | null> {
  const row = await db
    .selectFrom('password_reset')
    .innerJoin('account', 'account.id', 'password_reset.account_id')
    .select(['account.id', 'account.username', 'account.unit_id as unitId', 'password_reset.expires_at as expiresAt'])
    .where('password_reset.token_hash', '=', sha256(token))
    .where('account.retired', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  const { expiresAt, ...account } = row
  return isAlive({ expiresAt, longestMs: RESET_LIFETIME_MS }, now) ? account : null
}

export type PasswordResets = ReturnType<typeof createPasswordResets>

export function createPasswordResets({ reads, transaction }: Database) {
  return {
    /** Whose link it is; null when it cannot be used (any more). */
    find: (token: string, now: number) => accountOfReset(reads, token, now),
    make: (account: ResetAccount, now: number, by: Attribution) =>
      transaction(async (trx) => {
        const made = await createReset(trx, account.id, now)
        const entry = { action: 'account.reset-link', subject: account.username, unitId: account.unitId }
        await audit(trx, by, entry)
        return made
      }),
    /** Sets the password and ends all sessions of the account. @returns null when the link does not hold (any more) */
    use: (token: string, passwordHash: string, now: number) =>
      transaction(async (trx) => {
        const account = await accountOfReset(trx, token, now)
        if (!account) return null
        await changePassword(trx, account.id, { passwordHash, mustChange: false })
        const entry = { action: 'account.password', subject: account.username, detail: { by: 'reset-link' } }
        const { id, username: name, unitId } = account
        await audit(trx, actingAt({ kind: 'account', id, name, unitId }, now), entry)
        return account
      }),
  }
}
