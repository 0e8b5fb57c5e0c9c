import type { ReadingLink } from '#contract/people/tokens'
import { ReadingLinkList, ReadingLinkReply, ReadingLinkRequest } from '#contract/people/tokens'
import type { ReadingLinkRow, ReadingLinks } from '../../store/people/reading-links.ts'
import { actorOf } from '../access/access.ts'
import { civilTime } from '#core/time/civil-time'
import { ApiError } from '../framework/errors.ts'
import { pageLink } from '../framework/page-link.ts'
import { ById } from '../framework/params.ts'
import type { Routes } from '../framework/routes.ts'
import type { Scope } from '../access/scope.ts'

export interface ReadingLinkParts {
  readonly readingLinks: ReadingLinks
  readonly scope: Scope
  readonly clock: () => number
  readonly publicUrl: string | null
}

const DAY_MS = 24 * 60 * 60_000
const config = { access: ['admin', 'manager'] } as const

/** Links by which those who supervise read for a time: made, listed, taken back. */
export const readingLinkRoutes =
  ({ readingLinks, scope, clock, publicUrl }: ReadingLinkParts): Routes =>
  (app) => {
    app.get('/api/reading-links', { config, schema: { response: { 200: ReadingLinkList } } }, async (request) => {
      const codes = new Map((await scope.units(request)).map(({ id, code }) => [id, code]))
      const links = await readingLinks.of([...codes.keys()])
      const now = clock()
      return { links: links.map((link) => toReadingLink(link, codes.get(link.unit_id) ?? '', now)) }
    })

    app.post(
      '/api/reading-links',
      { config, schema: { body: ReadingLinkRequest, response: { 200: ReadingLinkReply } } },
      async (request) => {
        const { label, days } = request.body
        const unit = await scope.unit(request, request.body.unit)
        const now = clock()
        const expiresAt = now + days * DAY_MS
        const { id, token } = await readingLinks.create(
          { unitId: unit.id, label, now, expiresAt },
          actorOf(request, now),
        )
        return {
          id: String(id),
          link: pageLink(request, publicUrl, `doc=${token}`),
          expiresAt: civilTime(expiresAt),
        }
      },
    )

    app.delete('/api/reading-links/:id', { config, schema: { params: ById } }, async (request, reply) => {
      const units = await scope.units(request)
      const links = await readingLinks.of(units.map(({ id }) => id))
      const link = links.find(({ id }) => id === request.params.id)
      if (!link) throw new ApiError('not_found')
      await readingLinks.revoke(link, actorOf(request, clock()))
      return reply.status(204).send()
    })
  }

const toReadingLink = (link: ReadingLinkRow, unit: string, now: number): ReadingLink => ({
  id: String(link.id),
  label: link.label,
  unit,
  createdAt: civilTime(link.created_at),
  expiresAt: civilTime(link.expires_at),
  lastOpenedDay: link.last_opened_day,
  state: link.revoked === 1 ? 'revoked' : link.expires_at <= now ? 'expired' : 'open',
})
