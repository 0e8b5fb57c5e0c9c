import { actingAt } from '#core/ledger/actor'
import { civilDate } from '#core/time/civil-time'
import type { AccountRow, Credentials } from '../../store/people/credentials.ts'
import type { KnownBrowsers } from '../../store/people/known-browsers.ts'
import type { SecondFactors } from '../../store/people/second-factors.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import type { SignInDelays } from '../../store/people/sign-in-delays.ts'
import type { SignInFailures } from '../../store/people/sign-in-failures.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal, refuse, refuseUntilLater } from '../refusal.ts'
import type { Attempts } from './attempts.ts'
import { passwordHolds } from './passwords.ts'
import { totpStep } from './totp.ts'

/** A working day; after it the officer signs in again. */
export const SESSION_MS = 12 * 60 * 60_000

export interface SignInStores {
  readonly credentials: Credentials
  readonly sessions: Sessions
  readonly knownBrowsers: KnownBrowsers
  readonly secondFactors: SecondFactors
  readonly delays: SignInDelays
  readonly signInFailures: SignInFailures
  /** Tries per address: what comes from an unknown browser. */
  readonly attempts: Attempts
}

/** What somebody typed, and where. */
export interface SignInClaim {
  readonly username: string
  readonly password: string
  readonly code: string | undefined
  /** The address the request came from. */
  readonly address: string
  /** What the browser is called in the list of sessions. */
  readonly browserName: string
  /** The token by which the browser is known, if it has one. */
  readonly browserToken: string | undefined
  readonly now: number
}

/** Tokens for the browser: of the session, and by which it is known the next time. */
export interface StartedSession {
  readonly sessionToken: string
  readonly browserToken: string
}

/**
 * Signs in with name, password and, where the account has a second factor, its code.
 *
 * @returns refused with too_many_attempts, wrong_credentials, code_required or wrong_code
 */
export async function signIn(stores: SignInStores, claim: SignInClaim): Promise<StartedSession | Refusal> {
  const { credentials, sessions, knownBrowsers, attempts } = stores
  const { username, browserToken, browserName, now } = claim
  const found = await credentials.byName(username)
  const browser = await knownBrowsers.of(found?.id ?? 0, browserToken)
  // Guesses from elsewhere, from the same address too, never hold up a browser that the account knows.
  const key = browser ? null : `sign-in ${claim.address}`
  const waitMs = key === null ? 0 : attempts.waitMs(key, now)
  if (waitMs > 0) return refuseUntilLater(waitMs)
  const account = await checkPassword(stores, claim, { found, browser, key })
  if (isRefusal(account)) return account
  const wrongCode = await checkCode(stores, claim, { account, browser })
  if (wrongCode) return wrongCode
  const { id, username: name, unit_id: unitId } = account
  const by = actingAt({ kind: 'account', id, name, unitId }, now)
  const session = { now, expiresAt: now + SESSION_MS, browser: browserName }
  const sessionToken = await sessions.startProved(account, session, by)
  if (sessionToken === null) return refuse('wrong_credentials')
  if (key !== null) attempts.succeeded(key)
  return { sessionToken, browserToken: await knownBrowsers.remember(account.id, browserToken, civilDate(now)) }
}

/** Whose sign-in is tried and where; `key` is that of the address, null in a browser that the account knows. */
interface Attempt {
  readonly found: AccountRow | null
  readonly browser: Buffer | null
  readonly key: string | null
}

/** An unknown name is counted, delayed and answered like a known one. */
async function checkPassword(
  { delays, signInFailures, attempts }: SignInStores,
  { username, password, now }: SignInClaim,
  { found, browser, key }: Attempt,
): Promise<AccountRow | Refusal> {
  const tries = { of: 'password', username, browser } as const
  const waitMs = await delays.begin(tries, now)
  if (waitMs > 0) return refuseUntilLater(waitMs)
  // What the account's own count has refused is not counted against the address, which others share.
  if (key !== null) attempts.failed(key, now)
  const right = await passwordHolds(password, found?.password_hash ?? null)
  if (!right || !found) {
    signInFailures.count(found)
    return refuse('wrong_credentials')
  }
  await delays.clear(tries)
  return found
}

/** Asks for the code of an account that has a second factor. @returns null when none is needed or it is right */
async function checkCode(
  { secondFactors, delays, signInFailures }: SignInStores,
  { code, now }: SignInClaim,
  { account, browser }: { readonly account: AccountRow; readonly browser: Buffer | null },
): Promise<Refusal | null> {
  const { secret } = await secondFactors.of(account.id)
  if (secret === null) return null
  if (code === undefined || code.trim() === '') return refuse('code_required')
  const tries = { of: 'code', username: account.username, browser } as const
  const waitMs = await delays.begin(tries, now)
  if (waitMs > 0) return refuseUntilLater(waitMs)
  const step = totpStep(secret, code.replaceAll(' ', ''), now)
  if (step === null || !(await secondFactors.spend(account.id, step))) {
    signInFailures.count(account)
    return refuse('wrong_code')
  }
  await delays.clear(tries)
  return null
}
