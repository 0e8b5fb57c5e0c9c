import type { CivilMoment } from '../civil-moment.ts'
import { isoText, plausibleMoment, serialMoment } from '../civil-moment.ts'
import type { SheetCell } from '../row-source.ts'
import { isEmptyText } from '../row-source.ts'
import type { SheetLimits } from './guard.ts'
import { CELL_CHARACTERS, LIST_COLUMNS, SHEET_ROWS, tooLarge } from './guard.ts'
import type { MergedCells } from './merges.ts'
import { columnNumber, mergedCells, MOST_MERGES } from './merges.ts'
import type { Workbook } from './workbook.ts'
import { unescaped } from './workbook.ts'
import { attribute, createXmlReader } from './xml.ts'

/** A cell that holds something: a text, a number or a moment. */
export interface RawCell {
  readonly column: number
  readonly value: string | number | CivilMoment
}

/** A row of a sheet that holds anything. */
export interface RawRow {
  /** From 1. */
  readonly line: number
  readonly cells: readonly RawCell[]
}

export interface SheetReader {
  /** @returns the rows that end in this piece */
  push(piece: string): readonly RawRow[]
  /** Known once the sheet has been read to its end. */
  readonly merges: readonly MergedCells[]
  end(): void
}

export interface SheetReaderOptions {
  readonly name: string
  readonly workbook: Workbook
  readonly limits: SheetLimits
}

/**
 * Reads the cells of a sheet in one pass. Empty cells take no room wherever they stand; what lies right of the columns that
 * a list can have is kept in one place behind them.
 * @throws FileProblem too_large; XmlError
 */
export function createSheetReader({ name, workbook, limits }: SheetReaderOptions): SheetReader {
  const merges: MergedCells[] = []
  let rows: RawRow[] = []
  let cells: RawCell[] = []
  let [line, column, tagsRead, rowsKept] = [0, -1, 0, 0]
  let [type, style, text] = ['', '', '']
  let [isInData, isInText, isReading] = [false, false, false]

  const openRow = (attributes: string): void => {
    const said = Number(attribute(attributes, 'r') ?? 0)
    line = Number.isInteger(said) && said > line ? said : line + 1
    column = -1
    tagsRead += 1
    if (line > SHEET_ROWS || tagsRead > limits.cells) throw tooLarge(name)
  }
  const openCell = (attributes: string): void => {
    const reference = /^[A-Z]+/.exec(attribute(attributes, 'r') ?? '')?.[0] ?? ''
    column = columnNumber(reference) ?? column + 1
    type = attribute(attributes, 't') ?? 'n'
    style = attribute(attributes, 's') ?? ''
    text = ''
    tagsRead += 1
    if (tagsRead > limits.cells) throw tooLarge(name)
  }
  const closeCell = (): void => {
    const value = valueOf({ type, style, text }, workbook)
    if (typeof value === 'string' && isEmptyText(value)) return
    cells.push({ column: Math.min(column, LIST_COLUMNS), value })
  }
  const closeRow = (): void => {
    if (cells.length > 0) {
      rows.push({ line, cells })
      rowsKept += 1
    }
    if (rowsKept > limits.rows + 1) throw tooLarge(name)
    cells = []
  }
  const reader = createXmlReader({
    open: (tag, attributes) => {
      if (tag === 'sheetData') isInData = true
      else if (tag === 'mergeCell') {
        const merge = mergedCells(attribute(attributes, 'ref') ?? '')
        if (merge) merges.push(merge)
        if (merges.length > MOST_MERGES) throw tooLarge(name)
      } else if (!isInData) return
      else if (tag === 'row') openRow(attributes)
      else if (tag === 'c') openCell(attributes)
      else if (tag === 'v' || tag === 't') isInText = !isReading
      else if (tag === 'rPh') isReading = true
    },
    close: (tag) => {
      if (tag === 'sheetData') isInData = false
      else if (!isInData) return
      else if (tag === 'v' || tag === 't') isInText = false
      else if (tag === 'rPh') isReading = false
      else if (tag === 'c') closeCell()
      else if (tag === 'row') closeRow()
    },
    text: (piece) => {
      if (!isInText) return
      text += piece
      if (text.length > CELL_CHARACTERS * ESCAPED) throw tooLarge(name)
    },
  })
  return {
    merges,
    push: (piece) => {
      reader.push(piece)
      const ready = rows
      rows = []
      return ready
    },
    end: reader.end,
  }
}

/** Characters that `_x000D_` takes for one. */
const ESCAPED = 7

interface WrittenCell {
  readonly type: string
  readonly style: string
  readonly text: string
}

/** What a cell holds; '' for nothing. */
function valueOf({ type, style, text }: WrittenCell, workbook: Workbook): RawCell['value'] {
  if (type === 's') return workbook.sharedTexts[Number(text)] ?? ''
  if (type === 'str' || type === 'inlineStr') return unescaped(text)
  if (type === 'b') return ['1', 'true'].includes(text) ? 'TRUE' : 'FALSE'
  if (type === 'd') return isoMoment(text) ?? text
  const number = Number(text)
  if (type === 'e' || text.trim() === '' || Number.isNaN(number)) return text
  return workbook.isDateStyle[Number(style)] === true && style !== ''
    ? serialMoment(number, workbook.epochDays)
    : number
}

/** `2026-03-01T09:41:00`, as strict workbooks keep their dates; the time may be left out. */
function isoMoment(text: string): CivilMoment | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?Z?)?$/.exec(text.trim())
  if (!found) return null
  const [, date = '', hour = '0', minute = '0', second = '0'] = found
  return { date, second: Number(hour) * 3600 + Number(minute) * 60 + Number(second) }
}

/** A cell as text; a number may be a date that nobody gave the look of one. */
export function cellOf(value: RawCell['value'], epochDays: number): SheetCell {
  if (typeof value === 'string') return { text: value, kind: 'text', moment: null }
  if (typeof value === 'number')
    return { text: String(value), kind: 'number', moment: plausibleMoment(value, epochDays) }
  return { text: isoText(value), kind: 'date', moment: value }
}
