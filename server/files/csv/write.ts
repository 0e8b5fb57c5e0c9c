import { csvLine } from '#core/text/csv'
import type { FileLine, FileSheet, FileValue } from '../file-sheet.ts'
import { cellsOfRow, codesOf, fileText, PIECE_CHARACTERS } from '../file-sheet.ts'

/**
 * A sheet as CSV by RFC 4180, in UTF-8 with a byte order mark for Excel: the labels, the codes where there are any, the
 * rows; then, below an empty line, its titles and notes. Every line has as many cells as there are columns. Numbers have
 * a decimal point, shares of `percent` stand as 0 to 1, days as `YYYY-MM-DD`. The same sheet gives the same bytes.
 */
export async function* writeCsv({ titles, columns, rows, notes }: FileSheet): AsyncGenerator<Buffer, void> {
  const line = (row: FileLine): string => {
    const cells = cellsOfRow(row)
    return csvLine(columns.map((_, at) => plainValue(cells[at] ?? null)))
  }
  const codes = codesOf(columns)
  let piece = `\uFEFF${line(columns.map(({ label }) => label))}${codes === null ? '' : line(codes)}`
  for await (const row of rows) {
    piece += line(row)
    if (piece.length < PIECE_CHARACTERS) continue
    yield Buffer.from(piece)
    piece = ''
  }
  const below = [...titles, ...notes]
  if (below.length > 0) piece += [[], ...below.map((text) => [text])].map(line).join('')
  if (piece !== '') yield Buffer.from(piece)
}

function plainValue(value: FileValue): string | number | null {
  if (typeof value === 'string') return fileText(value)
  if (value === null || typeof value === 'number') return value
  return value.kind === 'date' ? value.date : value.value
}
