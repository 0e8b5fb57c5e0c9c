import type { QuarterlyReport, ReportQuery } from '#contract/reports'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** The report of one unit and one period, or free range. */
export const readReport = (client: Client, query: ReportQuery) =>
  client.get<QuarterlyReport>(withQuery('/api/reports/quarterly', { ...query }))
