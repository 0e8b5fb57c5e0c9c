import { PasswordChange, Session } from '#contract/people/session'
import { changeOwnPassword } from '../../services/people/change-password.ts'
import type { NewPasswordStores } from '../../services/people/new-password.ts'
import type { ProofStores } from '../../services/people/prove-password.ts'
import { SESSION_MS } from '../../services/people/sign-in.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import { accountRoles, actorOf, everyRole, principalOf } from '../access/access.ts'
import { browserName } from '../access/browser-name.ts'
import type { Cookies } from '../access/cookies.ts'
import { ApiError, orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { DescribeSession } from './describe-session.ts'

export interface SessionParts extends ProofStores, NewPasswordStores {
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly describe: DescribeSession
  readonly clock: () => number
}

const isMissing = { path: 'current', code: 'required' }

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
        const { unitId, session: open, name } = principalOf(request)
        if (current === undefined && !open?.mustChange) throw new ApiError('invalid_request', [isMissing])
        const replacement = {
          next,
          unitId,
          browserName: browserName(request.headers['user-agent']),
          by: actorOf(request, now),
        }
        const claim = { accountId: open?.accountId ?? null, username: name, password: current ?? null, now }
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
