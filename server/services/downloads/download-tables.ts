import type { FigureTableReply } from '#contract/tables'
import { dateText } from '#core/words/format'
import { answerCriteriaTables } from '../tables/answer-criteria-tables.ts'
import type { FigureTableRequest, TableStores } from '../tables/answer-figure-table.ts'
import { answerFigureTable } from '../tables/answer-figure-table.ts'
import type { TableRequest } from '../tables/table-scope.ts'
import type { Refusal } from '../refusal.ts'
import { isRefusal } from '../refusal.ts'
import { explain, stateWords } from './explanation.ts'
import type { TableContent } from './table-file.ts'
import { typedSheet } from './typed-sheet.ts'

/** Bảng 2 of the report. */
export async function downloadFigureTable(
  request: FigureTableRequest,
  stores: TableStores,
): Promise<TableContent | Refusal> {
  const reply = await answerFigureTable(request, stores)
  if (isRefusal(reply)) return reply
  return contentOf(reply, request, { kind: 'bang-2-hai-long', tables: [{ name: 'Bảng 2', table: reply.table }] })
}

/** Bảng 3 of the report, a table for each form. */
export async function downloadCriteria(request: TableRequest, stores: TableStores): Promise<TableContent | Refusal> {
  const reply = await answerCriteriaTables(request, stores)
  if (isRefusal(reply)) return reply
  const tables = reply.tables.map(({ form, versions, table }) => ({ name: sheetName(form, versions), table }))
  return contentOf(reply, request, { kind: 'tieu-chi-hai-long', tables: tables.length === 0 ? [noForms] : tables })
}

/** The code of a form has 40 characters at most, the name of a sheet 31. */
const sheetName = (form: string, versions: readonly number[]): string =>
  `${form.slice(0, 20)}@${versions.join(',')}`.slice(0, 31)

interface NamedTable {
  readonly name: string
  readonly table: FigureTableReply['table']
}

const noForms: NamedTable = {
  name: 'Tiêu chí',
  table: {
    title: 'Bảng 3. Theo yếu tố và tiêu chí',
    columns: [{ code: 'noi-dung', label: 'Nội dung', kind: 'text' }],
    rows: [],
    notes: ['Kỳ này chưa có phiếu nào có tiêu chí.'],
  },
}

function contentOf(
  { unit, range, previous }: Pick<FigureTableReply, 'unit' | 'range' | 'previous'>,
  { query, audience, now }: TableRequest,
  { kind, tables }: { readonly kind: string; readonly tables: readonly NamedTable[] },
): TableContent {
  const { from, to } = range
  const explanation = explain({
    unit,
    range,
    filter: '',
    state: stateWords(range.edition, now),
    targets: [],
    smallestCell: audience.policy.smallestCell,
  })
  const lines = explanation.slice(0, 3).map(([subject, words]) => `${subject}: ${words}`)
  return {
    kind,
    unit,
    period: query.period ?? `${from}_${to}`,
    range: { from, to },
    sheets: tables.map(({ name, table }) => typedSheet(table, { name, lines })),
    explanation: [
      ...explanation,
      ['Kỳ trước', `${previous.words}, từ ngày ${dateText(previous.from)} đến ngày ${dateText(previous.to)}`],
    ],
  }
}
