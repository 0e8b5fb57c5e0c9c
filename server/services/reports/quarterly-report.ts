import type { QuarterlyReport } from '#contract/reports'
import { bulletinFrom, bulletinPieces } from '#core/report/bulletin'
import { paragraphOf, plainText } from '#core/report/paragraph'
import { tableHead, tableRows } from '#core/report/table'
import { civilTime } from '#core/time/civil-time'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import type { ReportRequest, ReportStores } from './report-facts.ts'
import { gatherFacts } from './report-facts.ts'

/** The paragraph, the table and the bulletin of one unit and one period; refused as `gatherFacts` is. */
export async function writeQuarterlyReport(
  request: ReportRequest,
  stores: ReportStores,
): Promise<QuarterlyReport | Refusal> {
  const gathered = await gatherFacts(request, stores)
  if (isRefusal(gathered)) return gathered
  const { unit, span, facts, edition, sources } = gathered
  const parts = paragraphOf(facts)
  const pieces = bulletinPieces(facts)
  const { text, words } = bulletinFrom(pieces, facts.done)
  return {
    unit: { code: unit.code, name: unit.name },
    office: facts.office,
    period: { key: span.key, words: span.words, ...span.range, hasEnded: facts.period.hasEnded },
    today: facts.today,
    edition: edition && { ...edition, closedAt: civilTime(Date.parse(edition.closedAt)) },
    received: facts.current.received,
    paragraph: { text: plainText(parts), parts: [...parts] },
    table: { head: [...tableHead], rows: tableRows(facts).map(({ number, cells }) => ({ number, cells: [...cells] })) },
    bulletin: { text, words, pieces },
    sources: [...sources],
  }
}
