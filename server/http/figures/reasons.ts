import { ReasonsQuery, ReasonsReply } from '#contract/reasons'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { answerReasons } from '../../services/reasons/answer-reasons.ts'
import { everyRole, principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { FigureParts } from './satisfaction.ts'

/** `GET /api/reasons`: what people ask to be done better. */
export const reasonRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    app.get(
      '/api/reasons',
      { config: { access: everyRole }, schema: { querystring: ReasonsQuery, response: { 200: ReasonsReply } } },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await answerReasons({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
  }
