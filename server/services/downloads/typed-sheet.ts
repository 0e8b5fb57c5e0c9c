import { cellText, DASH } from '#core/tables/cell-text'
import type { TypedCell, TypedTable } from '#core/tables/typed-table'
import { TABLE_DECIMALS } from '#core/words/format'
import type { Decimals, FileCells, FileSheet, FileValue } from '../../files/file-sheet.ts'

/** A number as it is printed, for a cell that counts with it: `83,94`, `1.460`; anything else stays a text. */
export function printedNumber(text: string): FileValue {
  const found = /^([+−-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,3}))?$/.exec(text)
  if (!found) return text
  const [, sign = '', whole = '', fraction] = found
  const size = Number(`${whole.replaceAll('.', '')}${fraction === undefined ? '' : `.${fraction}`}`)
  const value = sign === '' || sign === '+' || size === 0 ? size : -size
  return fraction === undefined ? value : { kind: 'decimal', value, decimals: decimalsOf(fraction) }
}

const decimalsOf = ({ length }: string): Decimals =>
  length === 1 || length === TABLE_DECIMALS || length === 3 ? length : 0

/** A table of a report as a sheet: what is printed, numbers as numbers. Rows that sum up stand out. */
export function typedSheet({ title, columns, rows, notes }: TypedTable, more: SheetHead): FileSheet {
  const hasCodes = rows.some(({ key }) => isCode(key))
  return {
    name: more.name,
    titles: [title, ...more.lines],
    columns: [...columns.map(({ label }) => ({ label })), ...(hasCodes ? [{ label: 'Mã' }] : [])],
    rows: rows.map(({ key, kind, cells }) => {
      const written: FileCells = [...cells.map(fileValue), ...(hasCodes && isCode(key) ? [key] : [])]
      return kind === 'total' || kind === 'group' ? { strong: written } : written
    }),
    notes,
  }
}

export interface SheetHead {
  /** Of its tab. */
  readonly name: string
  /** Below the title. */
  readonly lines: readonly string[]
}

/** Rows that are no area, stage or criterion have keys of the program's own. */
const isCode = (key: string): boolean => !key.startsWith(':')

function fileValue(cell: TypedCell): FileValue {
  switch (cell.kind) {
    case 'text':
      return cell.text === '' ? null : cell.text
    case 'count':
      return cell.count
    case 'none':
      return DASH
    // The sign that a change may be chance would be lost with a number.
    case 'points':
      return cell.sure === false ? cellText(cell) : printedNumber(cellText(cell))
    case 'share':
    case 'interval':
      return printedNumber(cellText(cell))
  }
}
