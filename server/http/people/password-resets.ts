import { PasswordReset, PasswordResetReply } from '#contract/people/session'
import type { ResetStores } from '../../services/people/reset-password.ts'
import { resetPassword } from '../../services/people/reset-password.ts'
import type { Cookies } from '../access/cookies.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import { checkOriginIfPresent } from './sign-in.ts'

export interface PasswordResetParts extends ResetStores {
  readonly cookies: Cookies
  readonly clock: () => number
  readonly publicUrl: string | null
}

/** `POST /api/password-resets`: whoever holds a one-time link sets the password of its account, and signs in with it. */
export const passwordResetRoutes =
  (parts: PasswordResetParts): Routes =>
  (app) => {
    const { cookies, clock, publicUrl } = parts
    app.post(
      '/api/password-resets',
      { config: { access: 'anyone' }, schema: { body: PasswordReset, response: { 200: PasswordResetReply } } },
      async (request, reply) => {
        checkOriginIfPresent(request, publicUrl)
        const { token, password } = request.body
        const browserToken = cookies.browserOf(request)
        const claim = { token, password, browserToken, address: request.ip, now: clock() }
        const reset = orThrow(await resetPassword(parts, claim))
        cookies.giveBrowser(reply, reset.browserToken)
        return { username: reset.username }
      },
    )
  }
