import { CriteriaTables, FigureTableQuery, FigureTableReply, TableQuery } from '#contract/tables'
import type { Role } from '#contract/people/roles'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { answerCriteriaTables } from '../../services/tables/answer-criteria-tables.ts'
import type { TableStores } from '../../services/tables/answer-figure-table.ts'
import { answerFigureTable } from '../../services/tables/answer-figure-table.ts'
import { principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

type TableParts = TableStores & {
  readonly clock: () => number
}

/** Tables show the levels of the whole office. */
const access: readonly Role[] = ['admin', 'manager', 'leader', 'superior']

/** `GET /api/tables/…`: the tables of the report as typed cells. */
export const tableRoutes =
  (parts: TableParts): Routes =>
  (app) => {
    app.get(
      '/api/tables/figures',
      { config: { access }, schema: { querystring: FigureTableQuery, response: { 200: FigureTableReply } } },
      async (request) => {
        const { by = 'area', ...query } = request.query
        const audience = audienceOf(principalOf(request))
        return orThrow(await answerFigureTable({ query, by, audience, now: parts.clock() }, parts))
      },
    )
    app.get(
      '/api/tables/criteria',
      { config: { access }, schema: { querystring: TableQuery, response: { 200: CriteriaTables } } },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await answerCriteriaTables({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
  }
