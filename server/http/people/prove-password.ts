import type { People } from '../../store/people/credentials.ts'
import type { Principal } from '../access/access.ts'
import type { Attempts } from '../access/attempts.ts'
import { ApiError, tooManyAttempts } from '../framework/errors.ts'
import { passwordHolds } from '../../services/people/passwords.ts'

interface Proof {
  readonly principal: Principal
  readonly password: string
  readonly now: number
  /** Where the password stands in the request. */
  readonly path?: string
}

/**
 * Asks somebody who is signed in for their password once more, for an open session is soon left alone.
 *
 * @returns the id of the account; @throws not_allowed without one, too_many_attempts, or wrong_password at `path`
 */
export async function provePassword(
  { people, attempts }: { readonly people: People; readonly attempts: Attempts },
  { principal, password, now, path = 'current' }: Proof,
): Promise<number> {
  const accountId = principal.session?.accountId ?? null
  if (accountId === null) throw new ApiError('not_allowed')
  const key = `password ${principal.name}`
  // Counted as failed until it has succeeded, or tries sent all at once would each be answered.
  const waitMs = attempts.waitMs(key, now)
  if (waitMs > 0) throw tooManyAttempts(waitMs)
  attempts.failed(key, now)
  const account = await people.byName(principal.name)
  if (!(await passwordHolds(password, account?.password_hash ?? null)))
    throw new ApiError('invalid_request', [{ path, code: 'wrong_password' }])
  attempts.succeeded(key)
  return accountId
}
