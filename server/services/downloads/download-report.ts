import type { QuarterlyReport } from '#contract/reports'
import type { FileSheet, FileValue } from '../../files/file-sheet.ts'
import type { ReportRequest, ReportStores } from '../reports/report-facts.ts'
import { writeQuarterlyReport } from '../reports/quarterly-report.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { explain, stateWords } from './explanation.ts'
import type { TableContent } from './table-file.ts'
import { printedNumber } from './typed-sheet.ts'

/** The table of the quarterly report, as it is proposed: what a person changes on the page is copied from there. */
export async function downloadReportTable(
  request: ReportRequest,
  stores: ReportStores,
): Promise<TableContent | Refusal> {
  const report = await writeQuarterlyReport(request, stores)
  if (isRefusal(report)) return report
  const { unit, period, edition, sources } = report
  const explanation = explain({
    unit,
    range: period,
    filter: '',
    state: stateWords(edition, request.now),
    targets: [],
    smallestCell: request.audience.policy.smallestCell,
  })
  return {
    kind: 'bang-bao-cao-hai-long',
    unit,
    period: period.key ?? `${period.from}_${period.to}`,
    range: { from: period.from, to: period.to },
    sheets: [
      sheetOf(
        report,
        explanation.slice(0, 3).map(([subject, words]) => `${subject}: ${words}`),
      ),
    ],
    explanation: [...explanation, ...sources.map((source) => ['Nguồn', source] as const)],
  }
}

const sheetOf = ({ period, table }: QuarterlyReport, lines: readonly string[]): FileSheet => ({
  name: 'Bảng số liệu',
  titles: [`Bảng số liệu ${period.words}`, ...lines],
  columns: table.head.map((label) => ({ label })),
  rows: table.rows.map(({ number, cells }) => {
    const written = cells.map(valueOf)
    return number.includes('.') ? written : { strong: written }
  }),
  notes: [],
})

/** A number is written as it is printed; the number of a row and other words are texts. */
const valueOf = ({ text, value }: QuarterlyReport['table']['rows'][number]['cells'][number]): FileValue =>
  value === null ? text : printedNumber(text)
