import { FigureOverview, FigureOverviewQuery, SatisfactionQuery, SatisfactionReply } from '#contract/satisfaction'
import { audienceOf } from '../../services/disclosure/audience.ts'
import type { EditionStores } from '../../services/editions/edition-stores.ts'
import { figuresFor, overviewFor } from '../../services/editions/office-figures.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface FigureParts extends EditionStores {
  readonly clock: () => number
}

/** `GET /api/satisfaction`: shares with their intervals, targets and verdicts, broken down one way, or several at once. */
export const satisfactionRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    app.get(
      '/api/satisfaction',
      {
        config: { access: everyRole },
        schema: { querystring: SatisfactionQuery, response: { 200: SatisfactionReply } },
      },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await figuresFor({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
    app.get(
      '/api/satisfaction/overview',
      {
        config: { access: everyRole },
        schema: { querystring: FigureOverviewQuery, response: { 200: FigureOverview } },
      },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await overviewFor({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
  }
