import { readFile, stat } from 'node:fs/promises'
import type { CellValue } from 'hucre/xlsx'
import type { CivilMoment } from '../civil-format.ts'
import { FileProblem } from '../file-problem.ts'
import type { FileRow, RowFile } from '../row-file.ts'
import { cleanText, requireColumns } from '../row-file.ts'
import type { SheetLimits } from './guard.ts'
import { fileLimits, guardXlsx, tooLarge } from './guard.ts'

/** One cell as text; a number has lost the zeros that its format showed, a date is written by the caller. */
export interface SheetCell {
  readonly text: string
  readonly isNumber: boolean
}

export type WriteMoment = (moment: CivilMoment) => string

/** Rows that a batch holds. */
const BATCH = 500

/**
 * The rows of the first sheet that hold anything, header included.
 * @throws FileProblem not_xlsx, too_large
 */
export async function* sheetRows(
  name: string,
  bytes: Buffer,
  { limits, writeMoment }: { readonly limits: SheetLimits; readonly writeMoment: WriteMoment },
): AsyncGenerator<readonly SheetCell[]> {
  guardXlsx(name, bytes, limits)
  // Loaded when first used: most servers never see a spreadsheet.
  const [{ HucreError }, { streamXlsxRows }] = await Promise.all([import('hucre'), import('hucre/xlsx')])
  let count = 0
  try {
    for await (const { values } of streamXlsxRows(bytes)) {
      if (values.length > limits.columns) throw tooLarge(name)
      const cells = values.map((value) => cellOf(value, writeMoment))
      if (cells.every(({ text }) => text === '')) continue
      count += 1
      if (count > limits.rows + 1) throw tooLarge(name)
      yield cells
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    throw new FileProblem('not_xlsx', '', `${name} cannot be read as XLSX (${error.message}): save it again from Excel`)
  }
}

/**
 * Looks an XLSX file through before anything of it is stored. Its first sheet counts; its first row with words is the header.
 * @param wanted the columns a mapping needs, with their places in it
 * @throws FileProblem not_xlsx, too_large, empty_file, missing_column, ambiguous_column
 */
export async function openXlsx(
  file: string,
  wanted: ReadonlyMap<string, string>,
  writeMoment: WriteMoment,
): Promise<RowFile> {
  if ((await stat(file)).size > fileLimits.fileBytes) throw tooLarge(file)
  const bytes = await readFile(file)
  const read = () => sheetRows(file, bytes, { limits: fileLimits, writeMoment })
  let header: readonly string[] | null = null
  // To the end, so that a fault on its last page is known before the first row is stored.
  for await (const cells of read()) header ??= cells.map(({ text }) => cleanText(text))
  if (header === null) throw new FileProblem('empty_file', '', `${file} is empty`)
  requireColumns(file, header, wanted)
  const width = header.length
  return { header, batches: () => batchesOf(read(), width) }
}

async function* batchesOf(
  rows: AsyncGenerator<readonly SheetCell[]>,
  width: number,
): AsyncGenerator<readonly FileRow[]> {
  let batch: FileRow[] = []
  let row = -1
  for await (const cells of rows) {
    row += 1
    if (row > 0) batch.push(rowOf(row, cells, width))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  yield batch
}

/** Cells left empty at the end of a row are not in the file; words to the right of the header belong to no column. */
function rowOf(row: number, cells: readonly SheetCell[], width: number): FileRow {
  const texts = cells.map(({ text }) => text)
  const isReadable = texts.slice(width).every((text) => text === '')
  const padded = [...texts.slice(0, width), ...Array.from({ length: Math.max(0, width - texts.length) }, () => '')]
  return { row, text: texts.join(' | '), cells: isReadable ? padded : null }
}

function cellOf(value: CellValue, writeMoment: WriteMoment): SheetCell {
  const isNumber = typeof value === 'number'
  if (value === null) return { text: '', isNumber }
  const isDate = value instanceof Date && !Number.isNaN(value.getTime())
  return { text: isDate ? writeMoment(momentOf(value)) : String(value), isNumber }
}

/** The clock on the wall is given as if it were UTC; fractions of a day come out a little beside the second. */
function momentOf(date: Date): CivilMoment {
  const rounded = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString()
  const [hours = 0, minutes = 0, seconds = 0] = rounded.slice(11, 19).split(':').map(Number)
  return { date: rounded.slice(0, 10), second: hours * 3600 + minutes * 60 + seconds }
}
