import type { CivilMoment } from './civil-moment.ts'

/** One cell; a number has lost the zeros that its format showed. */
export interface SheetCell {
  /** Of a date, as ISO 8601 writes it. */
  readonly text: string
  /** How the file keeps it; CSV knows text alone. */
  readonly kind: 'text' | 'number' | 'date'
  /** Of a date, and of a number that may be one; else null. */
  readonly moment: CivilMoment | null
}

/** A cell with nothing in it. */
export const emptyCell: SheetCell = { text: '', kind: 'text', moment: null }

/** A row that holds anything, as it stands in the file. Empty cells at its end are left out: they say nothing. */
export interface SourceRow {
  /** The line of a CSV file or the row of a sheet, from 1. */
  readonly line: number
  /** For a person who looks for the row. */
  readonly text: string
  /** null where the row cannot be cut into cells. */
  readonly cells: readonly SheetCell[] | null
}

/** Rows of a file, whatever its format, after a first look at all of it. */
export interface RowSource {
  /** Its first rows, in which a header is looked for. */
  readonly head: readonly SourceRow[]
  /** The sheet that is read; null for CSV. */
  readonly sheet: SheetChoice | null
  /** All rows from the first on, as many at a time as come with one read. */
  rows(): AsyncGenerator<readonly SourceRow[]>
  /** Which of these columns hold both dates and texts that read as a time; a column is given by its place. */
  mixedColumns(): ReadonlyMap<number, MixedColumn>
}

/** Which sheet of a workbook is read. */
export interface SheetChoice {
  readonly name: string
  /** Other sheets that are not hidden and hold a header of the same kind. */
  readonly others: readonly string[]
}

/** A column that a spreadsheet understood in part as dates: the day and month of those may be the wrong way round. */
export interface MixedColumn {
  readonly dates: number
  readonly texts: number
}

/** Rows in which a header is looked for: above it a list may have a title. */
export const HEADER_WITHIN = 30

/** How well a header is found in the first rows, the better the more; what is read decides between delimiters and sheets. */
export type HeaderScore = (head: readonly SourceRow[]) => number

/** Whether a cell holds nothing that can be seen. */
export const isEmptyText = (text: string): boolean => text === '' || !/[^\s\u00AD\u200B-\u200F\u2060\uFEFF]/u.test(text)

/** @returns the row without empty cells at its end; null where nothing is left */
export function trimmedCells(cells: readonly SheetCell[]): readonly SheetCell[] | null {
  let width = cells.length
  while (width > 0 && isEmptyText(cells[width - 1]?.text ?? '')) width -= 1
  if (width === 0) return null
  return width === cells.length ? cells : cells.slice(0, width)
}
