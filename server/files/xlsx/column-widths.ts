import { countText } from '#core/words/format'
import type { FileCells, FileColumn, FileLine, FileValue } from '../file-sheet.ts'
import { cellsOfRow } from '../file-sheet.ts'

/** Characters of a column at least and at most; longer texts wrap. */
const NARROWEST = 6
const WIDEST = 60
/** Up to here a label stands on one line; a longer one wraps at its words. */
const LABEL = 12
/** Room beside the text. */
const MARGIN = 3
/** Of a line that is one of several. */
const FILLED = 0.9

/** How wide columns must be for their labels and these rows, in characters of the sheet's typeface. */
export function columnWidths(columns: readonly FileColumn[], rows: readonly FileLine[]): readonly number[] {
  const widths = columns.map(({ label }) => Math.max(longestWord(label), Math.min(widthOf(label), LABEL)))
  for (const row of rows)
    cellsOfRow(row).forEach((value, at) => {
      const width = widths[at]
      if (width !== undefined) widths[at] = Math.max(width, longestLine(writtenValue(value)))
    })
  return widths.map((width) => Math.min(Math.max(width, NARROWEST), WIDEST) + MARGIN)
}

/** Lines that a row of cells takes in columns so wide: no program finds the height of a row by itself when it opens a file. */
export function linesOfRow(cells: FileCells, widths: readonly number[]): number {
  return cells.reduce<number>((most, value, at) => {
    const room = (widths[at] ?? 0) - MARGIN
    if (typeof value !== 'string' || (value.length <= room && !value.includes('\n'))) return most
    // Lines end between words, so that they are seldom full.
    return Math.max(most, linesOf(value, room * FILLED))
  }, 1)
}

/** Lines that a text takes in a row so wide. */
export function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(widthOf(line) / width)), 0)
}

const longestWord = (text: string): number => Math.max(0, ...text.split(/\s+/).map(widthOf))
/** Of a long text the beginning tells enough. */
const longestLine = (text: string): number => Math.max(0, ...text.slice(0, 200).split('\n').map(widthOf))

/** In characters: marks over letters take no room, ideographs and emoji that of two. */
function widthOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let width = 0
  for (const sign of text.normalize('NFC'))
    if (!/\p{M}/u.test(sign))
      width +=
        /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60]|\p{Extended_Pictographic}/u.test(
          sign,
        )
          ? 2
          : 1
  return width
}

function writtenValue(value: FileValue): string {
  if (value === null) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return countText(value)
  if (value.kind === 'date') return value.date
  return value.kind === 'percent'
    ? `${(value.value * 100).toFixed(value.decimals)}%`
    : value.value.toFixed(value.decimals)
}
