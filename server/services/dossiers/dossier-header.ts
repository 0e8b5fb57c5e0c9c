import type { DossierField } from '#core/dossiers/counts'
import { dossierFields } from '#core/dossiers/counts'
import { cleanText } from '#core/text/clean-text'
import { FileProblem } from '../../files/file-problem.ts'
import { HEADER_WITHIN } from '../../files/row-source.ts'
import type { TableRows } from '../../files/table.ts'
import { columnNamed, plain } from '../../files/table.ts'

/** Where in a file of counts everything stands. */
export interface CountHeader {
  readonly at: {
    readonly month: number | null
    readonly area: number
    readonly unit: number | null
    readonly counts: Readonly<Partial<Record<DossierField, number>>>
  }
  /** The headers as they stand; '' where the file has none of it. */
  readonly names: Readonly<Record<DossierField | 'month' | 'area' | 'unit', string>>
  /** What is below. */
  readonly rows: TableRows
}

/** Header words without diacritics, the more telling ones first. */
const words = {
  month: ['thang', 'ky bao cao', 'ky'],
  area: ['linh vuc', 'ten linh vuc', 'ma linh vuc', 'nhom linh vuc'],
  unit: ['ma don vi', 'don vi', 'ten don vi'],
} as const

/** What a column of counts has in its header. Exactly the first, else the second anywhere in it. */
const countWords: Readonly<Record<DossierField, readonly [exact: readonly string[], part: string]>> = {
  received: [['tiep nhan', 'tong so tiep nhan', 'so ho so tiep nhan', 'da tiep nhan'], 'tiep nhan'],
  early: [['tra truoc han', 'truoc han'], 'truoc han'],
  onTime: [['tra dung han', 'dung han'], 'dung han'],
  late: [['tra qua han', 'qua han', 'tre han'], 'qua han'],
  apologised: [['da xin loi', 'xin loi', 'xin loi bang van ban'], 'xin loi'],
}

/** Of shares, of what is still open, and of earlier periods: no counts of what was handed over. */
const otherCounts = /\b(?:ty le|ti le|dang|chua|ton|ky truoc|truoc va dung han|dung han va truoc han)\b|%/

/**
 * The first row that names the area and either what was received or all that was returned; where a report parts "Đã trả"
 * over a second row, both together.
 * @throws FileProblem ambiguous_column
 */
export function countHeaderIn(rows: TableRows): CountHeader | null {
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    if (cells === null) continue
    const upper = cells.map(({ text }) => cleanText(text))
    const lower = (rows[index + 1]?.cells ?? []).map(({ text }) => cleanText(text))
    const joined = Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) =>
      [lower[column] ?? '', upper[column] ?? ''].find((text) => text !== ''),
    ).map((text) => text ?? '')
    const single = headerOf(upper, rows.slice(index + 1))
    const double = index + 1 < rows.length ? headerOf(joined, rows.slice(index + 2)) : null
    const found = countsOf(double) > countsOf(single) ? double : single
    if (found !== null) return found
  }
  return null
}

const countsOf = (header: CountHeader | null): number => Object.keys(header?.at.counts ?? {}).length

function headerOf(names: readonly string[], rows: TableRows): CountHeader | null {
  const place = (list: readonly string[]): number | null =>
    columnNamed(
      names.map((text) => ({ text, kind: 'text', moment: null })),
      list,
    )
  const [month, area, unit] = [place(words.month), place(words.area), place(words.unit)]
  const counts: Partial<Record<DossierField, number>> = {}
  for (const field of dossierFields) {
    const column = countColumn(names, field)
    if (column !== null) counts[field] = column
  }
  const hasReturned = [counts.early, counts.onTime, counts.late].every((column) => column !== undefined)
  if (area === null || (!hasReturned && counts.received === undefined)) return null
  const name = (column: number | null | undefined): string => names[column ?? -1] ?? ''
  return {
    at: { month, area, unit, counts },
    names: {
      month: name(month),
      area: name(area),
      unit: name(unit),
      received: name(counts.received),
      early: name(counts.early),
      onTime: name(counts.onTime),
      late: name(counts.late),
      apologised: name(counts.apologised),
    },
    rows,
  }
}

function countColumn(names: readonly string[], field: DossierField): number | null {
  const [exact, part] = countWords[field]
  const folded = names.map(plain)
  const named = exact.map((word) => folded.indexOf(word)).find((column) => column !== -1)
  if (named !== undefined) return named
  const like = folded.flatMap((name, column) => (name.includes(part) && !otherCounts.test(name) ? [column] : []))
  if (like.length > 1)
    throw new FileProblem(
      'ambiguous_column',
      'columns',
      `more than one column may be "${part}": ${like.map((column) => names[column]).join(', ')}`,
    )
  return like[0] ?? null
}
