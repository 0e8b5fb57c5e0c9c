import type { FastifyRequest } from 'fastify'
import { LinkOpening, Session, SignIn } from '#contract/session'
import { civilDate } from '#core/time/civil-time'
import type { KnownBrowsers } from '../../store/people/known-browsers.ts'
import type { AccountRow, People } from '../../store/people/credentials.ts'
import type { ReadingLinks } from '../../store/people/reading-links.ts'
import type { SecondFactors } from '../../store/people/second-factors.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import type { SignInDelays } from '../../store/people/sign-in-delays.ts'
import type { SignInFailures } from '../../store/people/sign-in-failures.ts'
import { checkOrigin, principalOfSession } from '../access/access.ts'
import type { Attempts } from '../access/attempts.ts'
import { browserName } from '../access/browser-name.ts'
import type { Cookies } from '../access/cookies.ts'
import type { DescribeSession } from './describe-session.ts'
import { ApiError, tooManyAttempts } from '../framework/errors.ts'
import { passwordHolds } from '../../services/people/passwords.ts'
import type { Routes } from '../framework/routes.ts'
import { SESSION_MS } from './session.ts'
import { totpStep } from '../../services/people/totp.ts'

export interface SignInParts {
  readonly people: People
  readonly sessions: Sessions
  readonly knownBrowsers: KnownBrowsers
  readonly secondFactors: SecondFactors
  readonly readingLinks: ReadingLinks
  readonly delays: SignInDelays
  readonly signInFailures: SignInFailures
  /** Tries per address: what comes from an unknown browser. */
  readonly attempts: Attempts
  readonly cookies: Cookies
  readonly describe: DescribeSession
  readonly clock: () => number
  readonly publicUrl: string | null
}

/** Sign in with name, password and code, or with a reading link. */
export const signInRoutes =
  (parts: SignInParts): Routes =>
  (app) => {
    const { people, sessions, knownBrowsers, readingLinks, attempts, cookies, describe, clock } = parts
    const begun = async (token: string, now: number): Promise<Session> => {
      const holder = await sessions.holder(token, now)
      if (!holder) throw new ApiError('not_signed_in')
      return describe(principalOfSession(holder))
    }

    app.post(
      '/api/session',
      { config: { access: 'anyone' }, schema: { body: SignIn, response: { 200: Session } } },
      async (request, reply) => {
        checkOriginIfPresent(request, parts.publicUrl)
        const { username } = request.body
        const now = clock()
        const found = await people.byName(username)
        const token = cookies.browserOf(request)
        const browser = await knownBrowsers.of(found?.id ?? 0, token)
        // Guesses from elsewhere, from the same address too, never hold up a browser that the account knows.
        const address = browser ? null : `sign-in ${request.ip}`
        if (address !== null) countTry(attempts, address, now)
        const account = await provePassword(parts, { found, browser, body: request.body, now })
        await proveCode(parts, { account, browser, code: request.body.code, now })
        const session = { now, expiresAt: now + SESSION_MS, ...browserOf(request) }
        const by = { name: account.username, at: new Date(now).toISOString() }
        const started = await sessions.startProved(account, session, by)
        if (started === null) throw new ApiError('wrong_credentials')
        if (address !== null) attempts.succeeded(address)
        cookies.giveSession(reply, started, SESSION_MS)
        cookies.giveBrowser(reply, await knownBrowsers.remember(account.id, token, civilDate(now)))
        return begun(started, now)
      },
    )

    app.post(
      '/api/session/link',
      { config: { access: 'anyone' }, schema: { body: LinkOpening, response: { 200: Session } } },
      async (request, reply) => {
        checkOriginIfPresent(request, parts.publicUrl)
        const now = clock()
        const address = `link ${request.ip}`
        countTry(attempts, address, now)
        const opening = { now, day: civilDate(now), ...browserOf(request) }
        const opened = await readingLinks.open(request.body.token, opening)
        if (!opened) throw new ApiError('wrong_link')
        attempts.succeeded(address)
        cookies.giveSession(reply, opened.token, opened.expiresAt - now)
        return begun(opened.token, now)
      },
    )
  }

interface PasswordTry {
  readonly found: AccountRow | null
  readonly browser: Buffer | null
  readonly body: SignIn
  readonly now: number
}

/** An unknown name is counted, delayed and answered like a known one. @throws too_many_attempts, wrong_credentials */
async function provePassword(parts: SignInParts, { found, browser, body, now }: PasswordTry): Promise<AccountRow> {
  const { delays, signInFailures } = parts
  const tries = { of: 'password', username: body.username, browser } as const
  const waitMs = await delays.begin(tries, now)
  if (waitMs > 0) throw tooManyAttempts(waitMs)
  const right = await passwordHolds(body.password, found?.password_hash ?? null)
  if (!right || !found) {
    signInFailures.count(found)
    throw new ApiError('wrong_credentials')
  }
  await delays.clear(tries)
  return found
}

interface CodeTry {
  readonly account: AccountRow
  readonly browser: Buffer | null
  readonly code: string | undefined
  readonly now: number
}

/** Asks for the code of an account that has a second factor. @throws code_required, wrong_code, too_many_attempts */
async function proveCode(parts: SignInParts, { account, browser, code, now }: CodeTry): Promise<void> {
  const { secret } = await parts.secondFactors.of(account.id)
  if (secret === null) return
  if (code === undefined || code.trim() === '') throw new ApiError('code_required')
  const tries = { of: 'code', username: account.username, browser } as const
  const waitMs = await parts.delays.begin(tries, now)
  if (waitMs > 0) throw tooManyAttempts(waitMs)
  const step = totpStep(secret, code.replaceAll(' ', ''), now)
  if (step === null || !(await parts.secondFactors.spend(account.id, step))) {
    parts.signInFailures.count(account)
    throw new ApiError('wrong_code')
  }
  await parts.delays.clear(tries)
}

/** Counted as failed until it has succeeded. @throws too_many_attempts */
function countTry(attempts: Attempts, key: string, now: number): void {
  const waitMs = attempts.waitMs(key, now)
  if (waitMs > 0) throw tooManyAttempts(waitMs)
  attempts.failed(key, now)
}

const browserOf = (request: FastifyRequest): { readonly browser: string } => ({
  browser: browserName(request.headers['user-agent']),
})

/** A program may sign in without an Origin; a page of somebody else may not. */
export function checkOriginIfPresent(request: FastifyRequest, publicUrl: string | null): void {
  if (request.headers.origin !== undefined) checkOrigin(request, publicUrl)
}
