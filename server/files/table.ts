import { parse } from 'csv-parse/sync'
import { foldVietnamese } from '#core/text/slug'
import { FileProblem } from './file-problem.ts'
import { isXlsx, tooLarge, uploadLimits } from './xlsx/guard.ts'
import type { SheetCell } from './xlsx/reader.ts'
import { sheetRows } from './xlsx/reader.ts'

/** A small table held in memory as a whole: rows of cells, title and header included, empty rows left out. */
export type Table = readonly (readonly SheetCell[])[]

/**
 * Reads a list of at most a few thousand rows, CSV or XLSX by what its bytes say.
 * @param fits whether cells were parted as they were meant: names are full of commas, so that width tells nothing
 * @throws FileProblem not_utf8, not_xlsx, too_large, bad_format
 */
export async function readTable(name: string, bytes: Buffer, fits: (table: Table) => boolean): Promise<Table> {
  const table = isXlsx(bytes) ? await sheetTable(name, bytes) : csvTable(name, bytes, fits)
  if (table.length > uploadLimits.rows) throw tooLarge(name)
  return table
}

async function sheetTable(name: string, bytes: Buffer): Promise<Table> {
  const rows: (readonly SheetCell[])[] = []
  const writeMoment = ({ date }: { readonly date: string }) => date
  for await (const cells of sheetRows(name, bytes, { limits: uploadLimits, writeMoment })) rows.push(cells)
  return rows
}

function csvTable(name: string, bytes: Buffer, fits: (table: Table) => boolean): Table {
  if (bytes.length > uploadLimits.fileBytes) throw tooLarge(name)
  const text = decoded(name, bytes)
  const tables = (['\t', ';', ','] as const).map((delimiter) => ({
    delimiter,
    head: cellsOf(parsed(name, text, { delimiter, to: HEADER_WITHIN })),
  }))
  const { delimiter } = tables.find(({ head }) => fits(head)) ?? { delimiter: ',' }
  return cellsOf(parsed(name, text, { delimiter }))
}

const cellsOf = (rows: readonly (readonly string[])[]): Table =>
  rows.map((cells) => cells.map((text) => ({ text, isNumber: false })))

function decoded(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new FileProblem('not_utf8', '', `${name} is not UTF-8 text: save it again as "CSV UTF-8"`)
  }
}

interface Parting {
  readonly delimiter: string
  /** Records read at most. */
  readonly to?: number
}

function parsed(name: string, text: string, parting: Parting): string[][] {
  try {
    return parse(text, {
      ...parting,
      relax_column_count: true,
      relax_quotes: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new FileProblem('bad_format', '', `${name} cannot be read as CSV (${reason})`)
  }
}

/** Rows in which a header is looked for: above it a list may have a title. */
export const HEADER_WITHIN = 30

/**
 * Where in a row a header stands that begins with one of these words; the words are without diacritics, the more telling
 * ones first.
 * @returns null when none is there
 */
export function columnNamed(cells: readonly SheetCell[], words: readonly string[]): number | null {
  const headers = cells.map(({ text }) => plain(text))
  for (const word of words) {
    const exact = headers.indexOf(word)
    const found = exact === -1 ? headers.findIndex((header) => header.startsWith(`${word} `)) : exact
    if (found !== -1) return found
  }
  return null
}

/** Without diacritics, signs and line breaks: "Mã số\n(TTHC)" is `ma so tthc`. */
export function plain(text: string): string {
  return foldVietnamese(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
