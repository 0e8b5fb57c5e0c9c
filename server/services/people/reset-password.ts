import { civilDate } from '#core/time/civil-time'
import type { KnownBrowsers } from '../../store/people/known-browsers.ts'
import type { PasswordResets } from '../../store/people/password-resets.ts'
import type { SignInDelays } from '../../store/people/sign-in-delays.ts'
import type { Refusal } from '../refusal.ts'
import { refuse } from '../refusal.ts'
import type { Attempts } from './attempts.ts'
import { beginTry } from './attempts.ts'
import type { NewPasswordStores } from './new-password.ts'
import { refuseWeakPassword } from './new-password.ts'
import { hashPassword } from './passwords.ts'

export interface ResetStores extends NewPasswordStores {
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

/** Sets a password by a one-time link. @returns refused with too_many_attempts, wrong_link, or as weak */
export async function resetPassword(
  stores: ResetStores,
  { token, password, address, browserToken, now }: ResetClaim,
): Promise<PasswordResetOutcome | Refusal> {
  const { resets, knownBrowsers, delays, attempts } = stores
  const key = `reset ${address}`
  const tooMany = beginTry(attempts, key, now)
  if (tooMany) return tooMany
  const owner = await resets.find(token, now)
  if (!owner) return refuse('wrong_link')
  // Who holds the link guesses at nothing: another password may be tried at once.
  attempts.succeeded(key)
  const weak = await refuseWeakPassword(stores, { password, ...owner }, 'password')
  if (weak) return weak
  const account = await resets.use(token, await hashPassword(password), now)
  if (!account) return refuse('wrong_link')
  // The browser is known from here on, so that guesses made elsewhere keep nobody out who was given a link.
  const known = await knownBrowsers.remember(account.id, browserToken, civilDate(now))
  await delays.clear({ of: 'password', username: account.username, browser: null })
  return { username: account.username, browserToken: known }
}
