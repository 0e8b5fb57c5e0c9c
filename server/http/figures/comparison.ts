import { ComparisonQuery, UnitComparison } from '#contract/comparison'
import { compareUnits } from '../../services/comparison/compare-units.ts'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'
import type { FigureParts } from './satisfaction.ts'

/** `GET /api/satisfaction/units`: the units right below one, side by side. */
export const comparisonRoutes =
  (parts: FigureParts): Routes =>
  (app) => {
    app.get(
      '/api/satisfaction/units',
      {
        config: { access: ['admin', 'manager', 'leader', 'superior'] },
        schema: { querystring: ComparisonQuery, response: { 200: UnitComparison } },
      },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await compareUnits({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
  }
