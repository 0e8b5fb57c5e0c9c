import type { FastifyRequest } from 'fastify'
import type { SessionEntry } from '#contract/people/session'
import { SessionId, SessionList, SessionQuery } from '#contract/people/session'
import type { SessionHolderName } from '../../services/people/session-owner.ts'
import { sessionOwner } from '../../services/people/session-owner.ts'
import type { Accounts } from '../../store/people/accounts.ts'
import type { SessionRow, Sessions } from '../../store/people/sessions.ts'
import { accountRoles, actorOf, principalOf } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'
import { orThrow } from '../framework/errors.ts'
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
    const ownerOf = async (request: FastifyRequest, accountId: number | null): Promise<SessionHolderName> => {
      const { name, unitId, role, session } = principalOf(request)
      const administers = role === 'admin' ? await scope.units(request) : null
      const reader = { name, unitId, accountId: session?.accountId ?? null, administers, now: clock() }
      return orThrow(await sessionOwner(accounts, accountId, reader))
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
        return { sessions: found.map((row) => toListedSession(row, session?.id)) }
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

const toListedSession = (row: SessionRow, ownId: string | undefined): SessionEntry => ({
  id: row.id,
  createdAt: civilTime(row.created_at),
  lastSeenAt: civilTime(row.seen_at),
  expiresAt: civilTime(row.expires_at),
  browser: row.browser,
  current: row.id === ownId,
})
