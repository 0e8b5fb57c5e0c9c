import type { Credentials } from '../../store/people/credentials.ts'
import type { Refusal } from '../refusal.ts'
import { refuse, refuseField } from '../refusal.ts'
import type { Attempts } from './attempts.ts'
import { beginTry } from './attempts.ts'
import { passwordHolds } from './passwords.ts'

export interface ProofStores {
  readonly credentials: Credentials
  readonly attempts: Attempts
}

/** Whoever is signed in, with the password they typed once more. */
export interface PasswordClaim {
  /** null for an API token and a reading link, which have no password. */
  readonly accountId: number | null
  readonly username: string
  readonly password: string
  readonly now: number
}

/**
 * Asks somebody who is signed in for their password once more, because an open session is soon left alone.
 *
 * @param path where the password stands in the request
 * @returns the id of the account; refused with not_allowed without one, too_many_attempts, or wrong_password at `path`
 */
export async function provePassword(
  { credentials, attempts }: ProofStores,
  { accountId, username, password, now }: PasswordClaim,
  path: string,
): Promise<number | Refusal> {
  if (accountId === null) return refuse('not_allowed')
  const key = `password ${username}`
  const tooMany = beginTry(attempts, key, now)
  if (tooMany) return tooMany
  const account = await credentials.byName(username)
  if (!(await passwordHolds(password, account?.password_hash ?? null)))
    return refuseField('invalid_request', path, 'wrong_password')
  attempts.succeeded(key)
  return accountId
}
