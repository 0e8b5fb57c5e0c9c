import { FileProblem } from '../file-problem.ts'
import type { HeaderScore, MixedColumn, RowSource, SourceRow } from '../row-source.ts'
import { emptyCell, HEADER_WITHIN } from '../row-source.ts'
import { cleanText } from '#core/text/clean-text'
import type { Archive } from './archive.ts'
import { openArchive } from './archive.ts'
import type { SheetLimits } from './guard.ts'
import type { MergedCells } from './merges.ts'
import { mergeFiller } from './merges.ts'
import type { RawRow } from './sheet.ts'
import { cellOf, createSheetReader } from './sheet.ts'
import type { ListedSheet, Workbook } from './workbook.ts'
import { readWorkbook } from './workbook.ts'
import { XmlError } from './xml.ts'

export interface XlsxOptions {
  readonly limits: SheetLimits
  /** The sheet that a mapping names; else the first that is not hidden and has the header. */
  readonly sheet: string | null
  /** Whether a text is a time as the mapping writes it. */
  readonly readsAsTime: (text: string) => boolean
  readonly score: HeaderScore
}

/**
 * Looks a workbook through to the end of the sheet that is read, so that a fault on its last page is known before the
 * first row is stored.
 * @throws FileProblem not_xlsx, too_large, unknown_sheet
 */
export async function openXlsx(name: string, bytes: Buffer, options: XlsxOptions): Promise<RowSource> {
  const { limits, score } = options
  return readable(name, async () => {
    const archive = openArchive(name, bytes, limits)
    const workbook = await readWorkbook(name, archive, limits)
    const open = { name, archive, workbook, limits }
    const heads: { sheet: ListedSheet; score: number }[] = []
    for (const sheet of candidates(name, workbook, options.sheet))
      heads.push({ sheet, score: score((await lookThrough(open, sheet, { most: HEADER_WITHIN })).head) })
    const best = Math.max(...heads.map((head) => head.score))
    const same = heads.filter((head) => head.score === best).map(({ sheet }) => sheet)
    const [sheet] = same
    if (!sheet) throw new FileProblem('empty_file', '', `${name} is empty`)
    const seen = await lookThrough(open, sheet, { most: Infinity, readsAsTime: options.readsAsTime })
    const fill = mergeFiller(seen.merges)
    return {
      head: seen.head.map((row) => fill(row)),
      sheet: { name: sheet.name, others: best > 0 ? same.slice(1).map((other) => other.name) : [] },
      rows: () => filled(rowsOf(open, sheet, []), seen.merges),
      mixedColumns: () => seen.mixed,
    }
  })
}

/** What cannot be read is told as what it is, wherever it is met. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof XmlError)) throw error
    throw new FileProblem('not_xlsx', '', `${name} cannot be read as XLSX (${error.message}): save it again from Excel`)
  }
}

function candidates(name: string, { sheets }: Workbook, wanted: string | null): readonly ListedSheet[] {
  const shown = sheets.filter(({ isHidden }) => !isHidden)
  if (wanted === null) return shown.length > 0 ? shown : sheets
  const found = sheets.filter((sheet) => cleanText(sheet.name) === cleanText(wanted))
  const names = sheets.map((sheet) => sheet.name).join(', ')
  if (found.length === 0)
    throw new FileProblem('unknown_sheet', 'sheet', `${name} has no sheet "${wanted}"; its sheets are: ${names}`)
  return found
}

interface OpenWorkbook {
  readonly name: string
  readonly archive: Archive
  readonly workbook: Workbook
  readonly limits: SheetLimits
}

interface SheetLook {
  readonly head: readonly SourceRow[]
  readonly merges: readonly MergedCells[]
  readonly mixed: ReadonlyMap<number, MixedColumn>
}

/** @param most rows after which the rest does not matter */
async function lookThrough(
  open: OpenWorkbook,
  sheet: ListedSheet,
  { most, readsAsTime }: { readonly most: number; readonly readsAsTime?: XlsxOptions['readsAsTime'] },
): Promise<SheetLook> {
  const head: SourceRow[] = []
  const merges: MergedCells[] = []
  const kinds = new Map<number, { dates: number; texts: number }>()
  let count = 0
  for await (const rows of rowsOf(open, sheet, merges)) {
    for (const row of rows) {
      if (head.length < HEADER_WITHIN) head.push(row)
      if (readsAsTime) countKinds(row, kinds, readsAsTime)
    }
    count += rows.length
    if (count >= most) break
  }
  const mixed = [...kinds].filter(([, { dates, texts }]) => dates > 0 && texts > 0)
  return { head, merges, mixed: new Map(mixed) }
}

function countKinds(
  { cells }: SourceRow,
  kinds: Map<number, { dates: number; texts: number }>,
  readsAsTime: XlsxOptions['readsAsTime'],
): void {
  for (const [column, { kind, text, moment }] of (cells ?? []).entries()) {
    const isTimeText = kind === 'text' && /^\s*\d/.test(text) && readsAsTime(text)
    if (moment === null && !isTimeText) continue
    const counted = kinds.get(column) ?? { dates: 0, texts: 0 }
    kinds.set(column, counted)
    if (isTimeText) counted.texts += 1
    else counted.dates += 1
  }
}

async function* rowsOf(
  { name, archive, workbook, limits }: OpenWorkbook,
  sheet: ListedSheet,
  merges: MergedCells[],
): AsyncGenerator<readonly SourceRow[]> {
  const reader = createSheetReader({ name, workbook, limits })
  for await (const piece of archive.pieces(sheet.path))
    yield reader.push(piece).map((row) => sourceRow(row, workbook.epochDays))
  reader.end()
  merges.push(...reader.merges)
}

async function* filled(
  batches: AsyncGenerator<readonly SourceRow[]>,
  merges: readonly MergedCells[],
): AsyncGenerator<readonly SourceRow[]> {
  const fill = mergeFiller(merges)
  for await (const rows of batches) yield rows.map(fill)
}

function sourceRow({ line, cells }: RawRow, epochDays: number): SourceRow {
  const width = cells.reduce((widest, { column }) => Math.max(widest, column + 1), 0)
  const row = Array.from({ length: width }, () => emptyCell)
  for (const { column, value } of cells) row[column] = cellOf(value, epochDays)
  return { line, text: row.map(({ text }) => text).join(' | '), cells: row }
}
