import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuseField } from '../refusal.ts'
import { hashPassword } from './passwords.ts'
import type { PasswordClaim, ProofStores } from './prove-password.ts'
import { provePassword } from './prove-password.ts'
import { SESSION_MS } from './sign-in.ts'

/** The password that comes after the one that is proved, and the session that comes after all others. */
export interface PasswordReplacement {
  readonly next: string
  readonly browserName: string
  readonly by: Attribution
}

/** A session that took the place of all others of its account. */
export interface RenewedSession {
  readonly accountId: number
  readonly sessionToken: string
  /** Milliseconds since the epoch. */
  readonly endsAt: number
}

/**
 * Changes one's own password and ends every other session of the account.
 *
 * @returns refused as `provePassword` says at `current`, or with same_password at `next`
 */
export async function changeOwnPassword(
  stores: ProofStores,
  claim: PasswordClaim,
  { next, browserName, by }: PasswordReplacement,
): Promise<RenewedSession | Refusal> {
  const accountId = await provePassword(stores, claim, 'current')
  if (isRefusal(accountId)) return accountId
  if (next === claim.password) return refuseField('invalid_request', 'next', 'same_password')
  const endsAt = claim.now + SESSION_MS
  const session = { now: claim.now, expiresAt: endsAt, browser: browserName, by }
  return {
    accountId,
    sessionToken: await stores.credentials.changePassword(accountId, await hashPassword(next), session),
    endsAt,
  }
}
