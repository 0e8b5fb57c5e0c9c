import type { ExportFormat, ExportOrder } from '#contract/exports'
import { csvLine } from '#core/text/csv'
import type { MicrodataRow } from '../../store/ratings/microdata-slices.ts'
import type { Microdata, openMicrodata } from '../../store/ratings/microdata.ts'

/** Characters in a piece of a file: big enough to be cheap, small enough to wait for a slow reader. */
const PIECE = 65_536

/** "Không có ý kiến": no number, so that no mean is ever taken over it. */
const NO_OPINION = 'k'

/** The last column. */
const REASONS = 'reasons'

/**
 * The file of de-identified responses, one response a row, in pieces.
 *
 * Columns: unit, month, area, procedure, stage, channel, questionnaire, language, assisted (0, 1), one per criterion,
 * reasons (codes joined by a space). A criterion named like another column is called `answers.` and its code. It holds
 * the level 1 (worst) to 5, `k` for "không có ý kiến", and nothing where the question was not answered; a sign like "-"
 * would be taken for the beginning of a formula. The procedure is empty where its unit and month hold fewer than five
 * responses. CSV begins with a byte order mark for Excel.
 *
 * What stands before the rows (nothing in JSON) is a piece of its own, which comes before any response is read.
 *
 * @returns how many responses it holds
 */
export async function* responsesFile(
  { criteria, rows }: Microdata,
  { columns, format }: { readonly columns: readonly string[]; readonly format: ExportFormat },
): AsyncGenerator<string, number> {
  const taken = new Set([...columns, REASONS])
  const names = [...columns, ...criteria.map((code) => (taken.has(code) ? `answers.${code}` : code)), REASONS]
  const isLevel = (index: number): boolean => index >= columns.length && index < columns.length + criteria.length
  const line = format === 'csv' ? csvLine : jsonLine(names)
  yield format === 'csv' ? `\uFEFF${csvLine(names)}` : ''
  let piece = ''
  let responses = 0
  for await (const row of rows()) {
    responses += 1
    piece += line(row.map((cell, index) => (cell === 0 && isLevel(index) ? NO_OPINION : cell)))
    if (piece.length < PIECE) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
  return responses
}

/** How responses are read; the store has it, `columns` are those before the criteria. */
export interface MicrodataReader {
  readonly open: typeof openMicrodata
  readonly columns: readonly string[]
}

/** The pieces of an export, read as the database stands at this moment. @returns how many responses they hold */
export async function* exportPieces(
  { databaseFile, format, ...selection }: ExportOrder,
  { open, columns }: MicrodataReader,
): AsyncGenerator<string, number> {
  return yield* responsesFile(await open(databaseFile, selection), { columns, format })
}

/** Levels are numbers in JSON; what is empty in CSV is null. */
const jsonLine =
  (names: readonly string[]) =>
  (row: MicrodataRow): string =>
    `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])))}\n`

/** What each kind of file is called on the wire. */
export const contentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/x-ndjson; charset=utf-8',
}
