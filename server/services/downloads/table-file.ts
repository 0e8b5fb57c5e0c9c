import type { FileFormat } from '#contract/downloads'
import { fileNamePart } from '#core/text/file-name'
import { writeCsv } from '../../files/csv/write.ts'
import type { FileSheet } from '../../files/file-sheet.ts'
import { cellsOfRow } from '../../files/file-sheet.ts'
import { writeWorkbook } from '../../files/xlsx/write.ts'

/** What must be known of figures that left the office: what it is, and what is said of it. */
export type Explanation = readonly (readonly [subject: string, words: string])[]

/** Tables of one kind, before they are a file. */
export interface TableContent {
  /** What stands at the head of the file's name. */
  readonly kind: string
  readonly unit: { readonly code: string; readonly name: string }
  /** As the name of the file says it: `2026-Q3`. */
  readonly period: string
  /** Civil days, both inclusive. */
  readonly range: { readonly from: string; readonly to: string }
  /** At least one; all with the same columns. */
  readonly sheets: readonly FileSheet[]
  readonly explanation: Explanation
}

/** A file in pieces, made as they are taken. */
export interface TableFile {
  readonly pieces: AsyncGenerator<Buffer, void>
  /** ASCII alone. */
  readonly fileName: string
  readonly contentType: string
}

/**
 * Tables as a workbook, a sheet each and the explanation as the last; or as CSV, all in one, with the explanation below.
 * @param now milliseconds since the epoch
 */
export function tableFile(content: TableContent, { format, now }: { format: FileFormat; now: number }): TableFile {
  const { kind, unit, period, sheets, explanation } = content
  const pieces =
    format === 'xlsx'
      ? writeWorkbook([...sheets, explanationSheet(explanation)], { createdAt: now })
      : writeCsv({ ...together(sheets), notes: [...together(sheets).notes, ...explanation.map(inOneLine), POINT] })
  return {
    pieces,
    fileName: `${kind}_${fileNamePart(unit.code)}_${fileNamePart(period)}.${format}`,
    contentType: contentTypes[format],
  }
}

const contentTypes: Readonly<Record<FileFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8; header=present',
}

/** In Vietnamese a point parts thousands. */
const POINT = 'Dấu thập phân: trong tệp CSV này là dấu chấm.'

const inOneLine = ([subject, words]: Explanation[number]): string => `${subject}: ${words}`

export const EXPLANATION = 'Giải thích'

const explanationSheet = (explanation: Explanation): FileSheet => ({
  name: EXPLANATION,
  titles: [],
  columns: [{ label: 'Mục' }, { label: 'Nội dung' }],
  rows: explanation,
  notes: [],
})

/** Several tables as one, each row with the name of its table. */
function together(sheets: readonly FileSheet[]): FileSheet {
  const [first, second] = sheets
  if (first === undefined) throw new Error('a file has at least one table')
  if (second === undefined) return first
  const rows = async function* () {
    for (const sheet of sheets) for await (const row of sheet.rows) yield [sheet.name, ...cellsOfRow(row)]
  }
  const notes = [...new Set(sheets.flatMap((sheet) => [...sheet.titles, ...sheet.notes]))]
  return { ...first, titles: [], columns: [{ label: 'Bảng' }, ...first.columns], rows: rows(), notes }
}
