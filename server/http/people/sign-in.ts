import type { FastifyRequest } from 'fastify'
import { LinkOpening, Session, SignIn } from '#contract/people/session'
import type { LinkStores } from '../../services/people/open-link.ts'
import { openLink } from '../../services/people/open-link.ts'
import type { SignInStores } from '../../services/people/sign-in.ts'
import { SESSION_MS, signIn } from '../../services/people/sign-in.ts'
import { checkOrigin, principalOfSession } from '../access/access.ts'
import { browserName } from '../access/browser-name.ts'
import type { Cookies } from '../access/cookies.ts'
import { ApiError, orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { DescribeSession } from './describe-session.ts'

export interface SignInParts extends SignInStores, LinkStores {
  readonly cookies: Cookies
  readonly describe: DescribeSession
  readonly clock: () => number
  readonly publicUrl: string | null
}

/** Sign in with name, password and code, or with a reading link. */
export const signInRoutes =
  (parts: SignInParts): Routes =>
  (app) => {
    const { sessions, cookies, describe, clock, publicUrl } = parts

    const describeStarted = async (token: string, now: number): Promise<Session> => {
      const holder = await sessions.holder(token, now)
      if (!holder) throw new ApiError('not_signed_in')
      return describe(principalOfSession(holder))
    }

    app.post(
      '/api/session',
      { config: { access: 'anyone' }, schema: { body: SignIn, response: { 200: Session } } },
      async (request, reply) => {
        checkOriginIfPresent(request, publicUrl)
        const { username, password, code } = request.body
        const now = clock()
        const browserToken = cookies.browserOf(request)
        const claim = { username, password, code, browserToken, now, ...senderOf(request) }
        const started = orThrow(await signIn(parts, claim))
        cookies.giveSession(reply, started.sessionToken, SESSION_MS)
        cookies.giveBrowser(reply, started.browserToken)
        return describeStarted(started.sessionToken, now)
      },
    )

    app.post(
      '/api/session/link',
      { config: { access: 'anyone' }, schema: { body: LinkOpening, response: { 200: Session } } },
      async (request, reply) => {
        checkOriginIfPresent(request, publicUrl)
        const now = clock()
        const claim = { token: request.body.token, now, ...senderOf(request) }
        const opened = orThrow(await openLink(parts, claim))
        cookies.giveSession(reply, opened.sessionToken, opened.expiresAt - now)
        return describeStarted(opened.sessionToken, now)
      },
    )
  }

const senderOf = (request: FastifyRequest) => ({
  address: request.ip,
  browserName: browserName(request.headers['user-agent']),
})

/** A program may sign in without an Origin; a page of somebody else may not. */
export function checkOriginIfPresent(request: FastifyRequest, publicUrl: string | null): void {
  if (request.headers.origin !== undefined) checkOrigin(request, publicUrl)
}
