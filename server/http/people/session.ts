import { PasswordChange, Session } from '#contract/session'
import { changeOwnPassword } from '../../services/people/change-password.ts'
import type { ProofStores } from '../../services/people/prove-password.ts'
import { SESSION_MS } from '../../services/people/sign-in.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import { accountRoles, actorOf, everyRole, principalOf } from '../access/access.ts'
import { browserName } from '../access/browser-name.ts'
import type { Cookies } from '../access/cookies.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { DescribeSession } from './describe-session.ts'
import { passwordClaim } from './password-claim.ts'

export interface SessionParts extends ProofStores {
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly describe: DescribeSession
  readonly clock: () => number
}

/** Who am I, change the password, sign out. */
export const sessionRoutes =
  (parts: SessionParts): Routes =>
  (app) => {
    const { sessions, cookies, describe, clock } = parts

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
        const { current, next } = request.body
        const now = clock()
        const replacement = {
          next,
          browserName: browserName(request.headers['user-agent']),
          by: actorOf(request, now),
        }
        const claim = passwordClaim(request, current, now)
        const { accountId, sessionToken, endsAt } = orThrow(await changeOwnPassword(parts, claim, replacement))
        cookies.giveSession(reply, sessionToken, SESSION_MS)
        const session = { id: '', accountId, mustChange: false }
        return describe({ ...principalOf(request), endsAt, session })
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
