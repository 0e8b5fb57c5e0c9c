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
    /** The name of the account, if the caller may see its sessions. @throws not_allowed, not_found */
    const nameOf = async (request: FastifyRequest, accountId: number | null): Promise<string> => {
      const { role, session, name } = principalOf(request)
      if (accountId !== null && session?.accountId === accountId) return name
      if (role !== 'admin') throw new ApiError('not_allowed')
      const units = await scope.units(request)
      const known = await accounts.of(
        units.map(({ id }) => id),
        clock(),
      )
      const found = known.find(({ id }) => id === accountId)
      if (!found) throw new ApiError('not_found')
      return found.username
    }

    app.get(
      '/api/sessions',
      { config: { access: accountRoles }, schema: { querystring: SessionQuery, response: { 200: SessionList } } },
      async (request) => {
        const { session } = principalOf(request)
        const accountId = request.query.account ?? session?.accountId ?? null
        // A program has no session of its own.
        if (accountId === null) return { sessions: [] }
        await nameOf(request, accountId)
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
        const name = await nameOf(request, await sessions.ownerOf(request.params.id, now))
        await sessions.end(request.params.id, name, actorOf(request, now))
        return reply.status(204).send()
      },
    )
  }
