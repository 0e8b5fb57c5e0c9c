import { AccountRole } from '#contract/people/roles'
import type { ApiToken } from '#contract/people/tokens'
import { TokenList, TokenReply, TokenRequest } from '#contract/people/tokens'
import type { ApiTokens } from '../../store/people/api-tokens.ts'
import type { Areas } from '../../store/catalogue/area-changes.ts'
import { actorOf } from '../access/access.ts'
import { areaIdsFor } from '../../services/people/area-ids.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError, orThrow } from '../framework/errors.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface TokenParts {
  readonly apiTokens: ApiTokens
  readonly areas: Areas
  readonly scope: Scope
  readonly clock: () => number
}

type ListedToken = Awaited<ReturnType<ApiTokens['of']>>[number]

const DAY_MS = 24 * 60 * 60_000
const admins = ['admin'] as const

/** API tokens: made, listed, taken back. The token itself is shown once. */
export const tokenRoutes =
  ({ apiTokens, areas: areaStore, scope, clock }: TokenParts): Routes =>
  (app) => {
    app.get(
      '/api/tokens',
      { config: { access: admins }, schema: { response: { 200: TokenList } } },
      async (request) => {
        const units = await scope.units(request)
        const codes = new Map(units.map((unit) => [unit.id, unit.code]))
        const tokens = await apiTokens.of([...codes.keys()])
        return { tokens: tokens.map((token) => toApiToken(token, codes.get(token.unit_id) ?? '')) }
      },
    )

    app.post(
      '/api/tokens',
      { config: { access: admins }, schema: { body: TokenRequest, response: { 200: TokenReply } } },
      async (request) => {
        const { role, unit: code, areas, days, label } = request.body
        const unit = await scope.unit(request, code)
        const areaIds = orThrow(await areaIdsFor(role, areas, areaStore))
        const now = clock()
        const expiresAt = now + days * DAY_MS
        const by = actorOf(request, now)
        const created = await apiTokens.create({ role, unitId: unit.id, label: label ?? '', expiresAt, areaIds }, by)
        return { id: String(created.id), token: created.token, expiresAt: civilTime(expiresAt) }
      },
    )

    app.delete('/api/tokens/:id', { config: { access: admins }, schema: { params: ById } }, async (request, reply) => {
      const units = await scope.units(request)
      const known = await apiTokens.of(units.map((unit) => unit.id))
      if (!known.some((token) => token.id === request.params.id)) throw new ApiError('not_found')
      await apiTokens.revoke(request.params.id, actorOf(request, clock()))
      return reply.status(204).send()
    })
  }

const toApiToken = (token: ListedToken, unit: string): ApiToken => ({
  id: String(token.id),
  role: AccountRole.parse(token.role),
  unit,
  areas: token.areas,
  label: token.label,
  lastUsedDay: token.last_used_day,
  expiresAt: token.expires_at === null ? null : civilTime(token.expires_at),
  revoked: token.revoked === 1,
})
