import type { Attribution } from '#core/ledger/actor'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseField } from '../refusal.ts'
import type { NewPasswordStores } from './new-password.ts'
import { refuseWeakPassword } from './new-password.ts'
import { hashPassword, passwordHolds } from './passwords.ts'
import type { PasswordClaim, ProofStores } from './prove-password.ts'
import { provePassword } from './prove-password.ts'
import { SESSION_MS } from './sign-in.ts'

/** The password that comes after the one that is proved, and the session that comes after all others. */
export interface PasswordReplacement {
  readonly next: string
  /** Whose names it may not be made of. */
  readonly unitId: number
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

/** `password` null: the session was begun with a password that was handed out, and nothing else may be done in it. */
export type OwnPasswordClaim = Omit<PasswordClaim, 'password'> & { readonly password: string | null }

/**
 * Changes one's own password and ends every other session of the account.
 *
 * @returns refused as `provePassword` says at `current`; at `next` with same_password, or why it is soon guessed
 */
export async function changeOwnPassword(
  stores: ProofStores & NewPasswordStores,
  claim: OwnPasswordClaim,
  { next, unitId, browserName, by }: PasswordReplacement,
): Promise<RenewedSession | Refusal> {
  const accountId = await proveOwner(stores, claim)
  if (isRefusal(accountId)) return accountId
  const { username } = claim
  const before = await stores.credentials.byName(username)
  if (await passwordHolds(next, before?.password_hash ?? null))
    return refuseField('invalid_request', 'next', 'same_password')
  const weak = await refuseWeakPassword(stores, { password: next, username, unitId }, 'next')
  if (weak) return weak
  const endsAt = claim.now + SESSION_MS
  const session = { now: claim.now, expiresAt: endsAt, browser: browserName, by }
  return {
    accountId,
    sessionToken: await stores.credentials.changePassword(accountId, await hashPassword(next), session),
    endsAt,
  }
}

/** Whoever has just signed in with a password that was handed out need not type it again. */
async function proveOwner(stores: ProofStores, { password, ...claim }: OwnPasswordClaim): Promise<number | Refusal> {
  if (password !== null) return provePassword(stores, { ...claim, password }, 'current')
  return claim.accountId ?? refuse('not_allowed')
}
