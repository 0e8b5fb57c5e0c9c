import { PasswordChange, Session } from '#contract/session'
import type { People } from '../../store/people/credentials.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import { accountRoles, actorOf, everyRole, principalOf } from '../access/access.ts'
import type { Attempts } from '../access/attempts.ts'
import { browserName } from '../access/browser-name.ts'
import type { Cookies } from '../access/cookies.ts'
import type { DescribeSession } from './describe-session.ts'
import { ApiError } from '../framework/errors.ts'
import { hashPassword } from '../../services/people/passwords.ts'
import { provePassword } from './prove-password.ts'
import type { Routes } from '../framework/routes.ts'

export interface SessionParts {
  readonly people: People
  readonly sessions: Sessions
  readonly attempts: Attempts
  readonly cookies: Cookies
  readonly describe: DescribeSession
  readonly clock: () => number
}

/** A working day; after it the officer signs in again. */
export const SESSION_MS = 12 * 60 * 60_000

/** Who am I, change the password, sign out. */
export const sessionRoutes =
  ({ people, sessions, attempts, cookies, describe, clock }: SessionParts): Routes =>
  (app) => {
    app.get(
      '/api/session',
      { config: { access: everyRole, beforePasswordChange: true }, schema: { response: { 200: Session } } },
      (request) => describe(principalOf(request)),
    )

    app.put(
      '/api/session/password',
      {
        config: { access: accountRoles, beforePasswordChange: true },
        schema: { body: PasswordChange, response: { 200: Session } },
      },
      async (request, reply) => {
        const principal = principalOf(request)
        const { current, next } = request.body
        const now = clock()
        const accountId = await provePassword({ people, attempts }, { principal, password: current, now })
        if (next === current) throw new ApiError('invalid_request', [{ path: 'next', code: 'same_password' }])
        const endsAt = now + SESSION_MS
        const session = { now, expiresAt: endsAt, browser: browserName(request.headers['user-agent']) }
        const by = actorOf(request, now)
        const token = await people.changePassword(accountId, await hashPassword(next), { ...session, by })
        cookies.giveSession(reply, token, SESSION_MS)
        return describe({ ...principal, endsAt, session: { id: '', accountId, mustChange: false } })
      },
    )

    app.delete(
      '/api/session',
      { config: { access: everyRole, beforePasswordChange: true } },
      async (request, reply) => {
        const principal = principalOf(request)
        if (principal.session) await sessions.end(principal.session.id, principal, actorOf(request, clock()))
        cookies.takeSession(reply)
        return reply.status(204).send()
      },
    )
  }
