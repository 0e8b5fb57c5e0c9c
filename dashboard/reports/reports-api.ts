import type { QuarterlyReport, ReportQuery } from '#contract/reports'
import { withQuery } from '../app/client.ts'
import type { Client } from '../app/client.ts'

/** The report of one unit and one period, or free range. */
export const readReport = (client: Client, query: ReportQuery) =>
  client.get<QuarterlyReport>(withQuery('/api/reports/quarterly', { ...query }))

/** Where the table of a report is given as a file, as it was proposed. */
export function reportFileAddress({ unit, period: { key, from, to } }: QuarterlyReport): string {
  const range = key === null ? { from, to } : { period: key }
  return withQuery('/api/reports/quarterly/file', { unit: unit.code, ...range })
}
