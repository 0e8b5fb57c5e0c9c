import type { FastifyRequest } from 'fastify'
import { SessionId, SessionList, SessionQuery } from '#contract/sessions'
import type { Accounts } from '../store/accounts.ts'
import type { Sessions } from '../store/sessions.ts'
import { accountRoles, actorOf, principalOf } from './access.ts'
import { civilTime } from './civil-time.ts'
import { ApiError } from './errors.ts'
import type { Routes } from './routes.ts'
import type { Scope } from './scope.ts'

export interface SessionListParts {
  readonly sessions: Sessions
  readonly accounts: Accounts
  readonly scope: Scope
  readonly clock: () => number
}

/** Where one is signed in, and ending it; an administrator sees those of the accounts in scope too. */
export const sessionListRoutes =
  ({ sessions, accounts, scope, clock }: SessionListParts): Routes =>
  (app) => {
    /** The name of an account whose sessions the caller may see; null when it is none of theirs. */
    const nameOf = async (request: FastifyRequest, accountId: number): Promise<string | null> => {
      const { role, session, name } = principalOf(request)
      if (session?.accountId === accountId) return name
      if (role !== 'admin') return null
      const units = await scope.units(request)
      const known = await accounts.of(
        units.map(({ id }) => id),
        clock(),
      )
      return known.find(({ id }) => id === accountId)?.username ?? null
    }

    app.get(
      '/api/sessions',
      { config: { access: accountRoles }, schema: { querystring: SessionQuery, response: { 200: SessionList } } },
      async (request) => {
        const { session } = principalOf(request)
        const accountId = request.query.account ?? session?.accountId ?? null
        // A program has no session of its own.
        if (accountId === null) return { sessions: [] }
        if ((await nameOf(request, accountId)) === null) throw new ApiError('not_found')
        const found = await sessions.of(accountId, clock())
        return {
          sessions: found.map(({ id, created_at, seen_at, expires_at, browser }) => ({
            id,
            createdAt: civilTime(created_at),
            lastSeenAt: civilTime(seen_at),
            expiresAt: civilTime(expires_at),
            browser,
            current: id === session?.id,
          })),
        }
      },
    )

    app.delete(
      '/api/sessions/:id',
      { config: { access: accountRoles }, schema: { params: SessionId } },
      async (request, reply) => {
        const now = clock()
        const owner = await sessions.ownerOf(request.params.id, now)
        const name = owner === null ? null : await nameOf(request, owner)
        if (name === null) throw new ApiError('not_found')
        await sessions.end(request.params.id, name, actorOf(request, now))
        return reply.status(204).send()
      },
    )
  }
