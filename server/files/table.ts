import { foldVietnamese } from '#core/text/slug'
import { openBytes } from './open-rows.ts'
import type { HeaderScore, RowSource, SheetCell, SourceRow } from './row-source.ts'
import { tooLarge, uploadLimits } from './xlsx/guard.ts'

/** A small table held in memory as a whole: rows of cells, title and header included, empty rows left out. */
export type TableRows = readonly SourceRow[]

export interface Table {
  readonly rows: TableRows
  readonly sheet: RowSource['sheet']
}

/**
 * Reads a list of at most a few thousand rows, CSV or XLSX by what its bytes say.
 * @param fits whether cells were parted as they were meant: names are full of commas, so that width tells nothing
 * @throws FileProblem not_utf8, not_xlsx, too_large
 */
export async function readTable(name: string, bytes: Buffer, fits: (rows: TableRows) => boolean): Promise<Table> {
  const score: HeaderScore = (head) => (fits(head) ? 1 : 0)
  const source = await openBytes(name, bytes, { limits: uploadLimits, score })
  const rows: SourceRow[] = []
  for await (const batch of source.rows()) {
    rows.push(...batch)
    if (rows.length > uploadLimits.rows) throw tooLarge(name)
  }
  return { rows, sheet: source.sheet }
}

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
