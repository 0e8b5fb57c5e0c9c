import { civilDate } from '#core/time/civil-time'
import type { KnownBrowsers } from '../../store/people/known-browsers.ts'
import type { PasswordResets } from '../../store/people/password-resets.ts'
import type { SignInDelays } from '../../store/people/sign-in-delays.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Attempts } from './attempts.ts'
import { beginTry } from './attempts.ts'
import { hashPassword } from './passwords.ts'

export interface ResetStores {
  readonly resets: PasswordResets
  readonly knownBrowsers: KnownBrowsers
  readonly delays: SignInDelays
  /** Tries per address. */
  readonly attempts: Attempts
}

/** A one-time link that is used, and the password that comes with it. */
export interface ResetClaim {
  readonly token: string
  readonly password: string
  readonly address: string
  readonly browserToken: string | undefined
  readonly now: number
}

export interface PasswordResetOutcome {
  readonly username: string
  /** By which the browser is known the next time. */
  readonly browserToken: string
}

/** Sets a password by a one-time link. @returns refused with too_many_attempts or wrong_link */
export async function resetPassword(
  { resets, knownBrowsers, delays, attempts }: ResetStores,
  { token, password, address, browserToken, now }: ResetClaim,
): Promise<PasswordResetOutcome | Refusal> {
  const key = `reset ${address}`
  const tooMany = beginTry(attempts, key, now)
  if (tooMany) return tooMany
  if (!(await resets.holds(token, now))) return refuse('wrong_link')
  const account = await resets.use(token, await hashPassword(password), now)
  if (!account) return refuse('wrong_link')
  attempts.succeeded(key)
  // The browser is known from here on, so that guesses made elsewhere keep nobody out who was given a link.
  const known = await knownBrowsers.remember(account.id, browserToken, civilDate(now))
  await delays.clear({ of: 'password', username: account.username, browser: null })
  return { username: account.username, browserToken: known }
}
