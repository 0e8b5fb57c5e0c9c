/**
 * What a cell of a sheet that is written holds. A string is a text whatever it looks like: codes keep their zeros and
 * nothing is a formula. A number is a whole one. null is an empty cell.
 */
export type FileValue = string | number | null | FileNumber | FileDate

/** A number with decimals; each program writes it with the signs of its language. */
export interface FileNumber {
  /** `percent`: a share, 0.931 shown as 93,1%. */
  readonly kind: 'decimal' | 'percent'
  readonly value: number
  /** How many are shown. */
  readonly decimals: Decimals
}

/** From 0 to 3. */
export type Decimals = 0 | 1 | 2 | 3

/** A civil day, `YYYY-MM-DD`, from 1900-03-01. */
export interface FileDate {
  readonly kind: 'date'
  readonly date: string
}

/** One cell for each column; those left out at the end are empty. */
export type FileCells = readonly FileValue[]

/** A row that stands out, as one that sums up does. */
export interface StrongRow {
  readonly strong: FileCells
}

export type FileLine = FileCells | StrongRow

export interface FileColumn {
  readonly label: string
  /** What programs call the column. Where any column of a sheet has one, a row of them stands below the labels, hidden. */
  readonly code?: string
}

/** A table as a sheet of a workbook or a CSV file of its own. */
export interface FileSheet {
  /** Of its tab: 1 to 31 characters, none of `[]:*?/\`, no two the same. CSV has no place for it. */
  readonly name: string
  /** Lines above the header, over all columns. CSV begins with its header and has them at its end. */
  readonly titles: readonly string[]
  /** At least one. */
  readonly columns: readonly FileColumn[]
  /** Read once, as fast as the file is taken. */
  readonly rows: Iterable<FileLine> | AsyncIterable<FileLine>
  /** Lines below the rows, over all columns. */
  readonly notes: readonly string[]
}

/** Characters of a file that are made at a time: few enough that other work goes on in between. */
export const PIECE_CHARACTERS = 65_536

export const cellsOfRow = (row: FileLine): FileCells => ('strong' in row ? row.strong : row)

/** The codes of the columns; null where none has one. */
export function codesOf(columns: readonly FileColumn[]): readonly string[] | null {
  return columns.some(({ code }) => code !== undefined) ? columns.map(({ code }) => code ?? '') : null
}

/**
 * A text as a file holds it: one kind of line end (LF); no control characters, which XML cannot hold and other readers
 * refuse; U+FFFD in the place of half a surrogate pair. All else stays, composed or not.
 */
export function fileText(text: string): string {
  if (/^[ -~]*$/.test(text)) return text
  return (
    text
      .replace(/\r\n?/g, '\n')
      // eslint-disable-next-line no-control-regex -- they are what is left out
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '')
      .replace(/[\p{Surrogate}\uFFFE\uFFFF]/gu, '\uFFFD')
  )
}
