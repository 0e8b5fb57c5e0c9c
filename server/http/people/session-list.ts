import type { FastifyRequest } from 'fastify'
import { SessionId, SessionList, SessionQuery } from '#contract/sessions'
import type { Accounts } from '../../store/people/accounts.ts'
import type { Sessions } from '../../store/people/sessions.ts'
import { accountRoles, actorOf, principalOf } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

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
    /** Whose the account is, if the caller may see its sessions. @throws not_allowed, not_found */
    const ownerOf = async (request: FastifyRequest, accountId: number | null): Promise<Owner> => {
      const principal = principalOf(request)
      if (accountId !== null && principal.session?.accountId === accountId) return principal
      if (principal.role !== 'admin') throw new ApiError('not_allowed')
      const units = await scope.units(request)
      const known = await accounts.of(
        units.map(({ id }) => id),
        clock(),
      )
      const found = known.find(({ id }) => id === accountId)
      if (!found) throw new ApiError('not_found')
      return { name: found.username, unitId: found.unitId }
    }

    app.get(
      '/api/sessions',
      { config: { access: accountRoles }, schema: { querystring: SessionQuery, response: { 200: SessionList } } },
      async (request) => {
        const { session } = principalOf(request)
        const accountId = request.query.account ?? session?.accountId ?? null
        // A program has no session of its own.
        if (accountId === null) return { sessions: [] }
        await ownerOf(request, accountId)
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
        const owner = await ownerOf(request, await sessions.ownerOf(request.params.id, now))
        await sessions.end(request.params.id, owner, actorOf(request, now))
        return reply.status(204).send()
      },
    )
  }

interface Owner {
  readonly name: string
  readonly unitId: number
}
