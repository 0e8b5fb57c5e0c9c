import { FileProblem } from '../file-problem.ts'
import type { FileCells, FileLine, FileSheet, FileValue } from '../file-sheet.ts'
import { cellsOfRow, codesOf, PIECE_CHARACTERS } from '../file-sheet.ts'
import { columnWidths, linesOf, linesOfRow } from './column-widths.ts'
import { SHEET_ROWS } from './guard.ts'
import { styleOf, styles } from './write-styles.ts'
import { columnLetters, escapedText } from './write-xml.ts'

/** Rows from which the widths of columns are taken; those after them come as they may. */
const MEASURED_ROWS = 500
/** Points. */
const LINE_HEIGHT = 15
const TITLE_HEIGHT = 20
/** Of a row. */
const HIGHEST = 409

/** How many rows stand above the first one of values. */
export const rowsAbove = ({ titles, columns }: FileSheet): number => titles.length + (codesOf(columns) === null ? 1 : 2)

/**
 * The part of a sheet, in pieces: its titles over all columns, its header, the hidden codes, the rows, the notes; the
 * header stays in sight, and it is printed across A4 as wide as it is.
 * @throws FileProblem too_large beyond the rows of a sheet
 */
export async function* sheetXml(sheet: FileSheet): AsyncGenerator<string> {
  const { titles, columns, notes } = sheet
  const codes = codesOf(columns)
  const letters = columns.map((_, at) => columnLetters(at))
  const last = letters.at(-1) ?? 'A'
  const { first, rest } = await begun(sheet.rows)
  const widths = columnWidths(columns, first)
  const width = widths.reduce((sum, one) => sum + one, 0)
  const merges: string[] = []
  let line = 0

  const row = (cells: string, attributes = ''): string => {
    if (line > SHEET_ROWS) throw new FileProblem('too_large', { line }, 'a sheet has no room for so many rows')
    return `<row r="${line}"${attributes}>${cells}</row>`
  }
  /** A line of text over all columns; no program finds its height by itself. */
  const across = (text: string, style: number, height: number): string => {
    line += 1
    if (columns.length > 1) merges.push(`<mergeCell ref="A${line}:${last}${line}"/>`)
    return row(
      cell(text, `A${line}`, style),
      ` ht="${Math.min(height * linesOf(text, width), HIGHEST)}" customHeight="1"`,
    )
  }
  const plain = (cells: FileCells, style: (value: FileValue) => number, attributes = ''): string => {
    line += 1
    const lines = linesOfRow(cells, widths)
    const height = lines === 1 ? '' : ` ht="${Math.min(lines * LINE_HEIGHT, HIGHEST)}" customHeight="1"`
    const written = columns.map((_, at) => {
      const value = cells[at] ?? null
      return cell(value, `${letters[at] ?? ''}${line}`, style(value))
    })
    return row(written.join(''), `${attributes}${height}`)
  }

  let piece = beginning(rowsAbove(sheet), widths)
  titles.forEach((text, at) => {
    piece += across(text, at === 0 ? styles.title : styles.subtitle, at === 0 ? TITLE_HEIGHT : LINE_HEIGHT)
  })
  piece += plain(
    columns.map(({ label }) => label),
    () => styles.header,
  )
  if (codes !== null) piece += plain(codes, () => styles.code, ' hidden="1"')
  for await (const one of rest) {
    const isStrong = 'strong' in one
    piece += plain(cellsOfRow(one), (value) => styleOf(value, isStrong))
    if (piece.length < PIECE_CHARACTERS) continue
    yield piece
    piece = ''
  }
  for (const text of notes) piece += across(text, styles.note, LINE_HEIGHT)
  yield `${piece}${ending(merges, `A1:${last}${line}`)}`
}

interface BegunRows {
  readonly first: readonly FileLine[]
  /** All of them, the first ones again. */
  readonly rest: AsyncIterable<FileLine>
}

/** Takes the rows that are measured; who stops taking the rest ends the source. */
async function begun(rows: FileSheet['rows']): Promise<BegunRows> {
  const source = fromAny(rows)
  const first: FileLine[] = []
  while (first.length < MEASURED_ROWS) {
    const next = await source.next()
    if (next.done === true) break
    first.push(next.value)
  }
  const rest = async function* (): AsyncGenerator<FileLine> {
    try {
      yield* first
      yield* source
    } finally {
      await source.return(undefined)
    }
  }
  return { first, rest: rest() }
}

async function* fromAny(rows: FileSheet['rows']): AsyncGenerator<FileLine, void> {
  yield* rows
}

function beginning(above: number, widths: readonly number[]): string {
  const cols = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  return (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${above}" topLeftCell="A${above + 1}" ` +
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="${LINE_HEIGHT}"/><cols>${cols.join('')}</cols><sheetData>`
  )
}

/** Codes are texts although they look like numbers, which no program need mark. */
const ending = (merges: readonly string[], all: string): string =>
  `</sheetData>${merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`}` +
  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
  '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;R&amp;P/&amp;N</oddFooter></headerFooter>' +
  `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`

function cell(value: FileValue, reference: string, style: number): string {
  const look = `<c r="${reference}" s="${style}"`
  if (value === null || value === '') return `${look}/>`
  if (typeof value === 'string')
    return `${look} t="inlineStr"><is><t xml:space="preserve">${escapedText(value)}</t></is></c>`
  return `${look}><v>${numberOf(value)}</v></c>`
}

function numberOf(value: Exclude<FileValue, string | null>): number {
  if (typeof value === 'number') return value
  return value.kind === 'date' ? Date.parse(value.date) / DAY + EPOCH_DAYS : value.value
}

const DAY = 86_400_000
/** Days from 30 December 1899 to 1 January 1970. */
const EPOCH_DAYS = 25_569
