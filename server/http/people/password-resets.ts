import { PasswordReset, PasswordResetReply } from '#contract/session'
import { civilDate } from '#core/time/civil-time'
import type { KnownBrowsers } from '../../store/people/known-browsers.ts'
import type { PasswordResets } from '../../store/people/password-resets.ts'
import type { SignInDelays } from '../../store/people/sign-in-delays.ts'
import type { Attempts } from '../access/attempts.ts'
import type { Cookies } from '../access/cookies.ts'
import { ApiError, tooManyAttempts } from '../framework/errors.ts'
import { hashPassword } from '../../services/people/passwords.ts'
import type { Routes } from '../framework/routes.ts'
import { checkOriginIfPresent } from './sign-in.ts'

export interface PasswordResetParts {
  readonly resets: PasswordResets
  readonly knownBrowsers: KnownBrowsers
  readonly delays: SignInDelays
  readonly attempts: Attempts
  readonly cookies: Cookies
  readonly clock: () => number
  readonly publicUrl: string | null
}

/** `POST /api/password-resets`: whoever holds a one-time link sets the password of its account, and signs in with it. */
export const passwordResetRoutes =
  ({ resets, knownBrowsers, delays, attempts, cookies, clock, publicUrl }: PasswordResetParts): Routes =>
  (app) => {
    app.post(
      '/api/password-resets',
      { config: { access: 'anyone' }, schema: { body: PasswordReset, response: { 200: PasswordResetReply } } },
      async (request, reply) => {
        checkOriginIfPresent(request, publicUrl)
        const { token, password } = request.body
        const now = clock()
        const key = `reset ${request.ip}`
        const waitMs = attempts.waitMs(key, now)
        if (waitMs > 0) throw tooManyAttempts(waitMs)
        attempts.failed(key, now)
        if (!(await resets.holds(token, now))) throw new ApiError('wrong_link')
        const account = await resets.use(token, await hashPassword(password), now)
        if (!account) throw new ApiError('wrong_link')
        attempts.succeeded(key)
        // The browser is known from here on, so that guesses made elsewhere keep nobody out who was given a link.
        const browser = await knownBrowsers.remember(account.id, cookies.browserOf(request), civilDate(now))
        cookies.giveBrowser(reply, browser)
        await delays.clear({ of: 'password', username: account.username, browser: null })
        return { username: account.username }
      },
    )
  }
