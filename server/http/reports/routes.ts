import { QuarterlyReport, ReportQuery } from '#contract/reports'
import { audienceOf } from '../../services/disclosure/audience.ts'
import { writeQuarterlyReport } from '../../services/reports/quarterly-report.ts'
import type { ReportStores } from '../../services/reports/report-facts.ts'
import { principalOf } from '../access/access.ts'
import { orThrow } from '../framework/errors.ts'
import type { Routes } from '../framework/routes.ts'

export interface ReportParts extends ReportStores {
  readonly clock: () => number
}

/** Who writes and signs the reports of an office. */
const reporters = ['admin', 'manager', 'leader'] as const

/** `GET /api/reports/<report>`: what an office hands in, in words. */
export const reportRoutes =
  (parts: ReportParts): Routes =>
  (app) => {
    app.get(
      '/api/reports/quarterly',
      { config: { access: reporters }, schema: { querystring: ReportQuery, response: { 200: QuarterlyReport } } },
      async (request) => {
        const audience = audienceOf(principalOf(request))
        return orThrow(await writeQuarterlyReport({ query: request.query, audience, now: parts.clock() }, parts))
      },
    )
  }
