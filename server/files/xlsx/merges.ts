import type { SheetCell, SourceRow } from '../row-source.ts'
import { emptyCell } from '../row-source.ts'

/** Cells that are shown as one over several rows: the value stands in the first alone. Rows count from 1, columns from 0. */
export interface MergedCells {
  readonly column: number
  readonly from: number
  readonly to: number
}

/** Merged regions that a sheet may have. */
export const MOST_MERGES = 100_000

/** @returns null for a region of one row: what it says is in its first cell */
export function mergedCells(reference: string): MergedCells | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/.exec(reference)
  const [column, from, to] = [columnNumber(found?.[1] ?? ''), Number(found?.[2]), Number(found?.[3])]
  return column !== null && to > from ? { column, from, to } : null
}

/** The place of a column by its letters: A is 0, XFD 16,383; null where there are none. */
export function columnNumber(letters: string): number | null {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return letters === '' ? null : number - 1
}

/** Gives rows the value of merged cells that begin above them; rows come in their order. */
export function mergeFiller(merges: readonly MergedCells[]): (row: SourceRow) => SourceRow {
  const waiting = [...merges].sort((one, other) => one.from - other.from)
  let next = 0
  let open: { readonly merge: MergedCells; value: SheetCell | null }[] = []
  return (row) => {
    while ((waiting[next]?.from ?? Infinity) <= row.line) {
      const merge = waiting[next]
      if (merge) open.push({ merge, value: null })
      next += 1
    }
    if (open.length > 0) open = open.filter(({ merge }) => merge.to >= row.line)
    if (open.length === 0 || row.cells === null) return row
    const cells = [...row.cells]
    for (const region of open) {
      const { column, from } = region.merge
      if (from === row.line) region.value = cells[column] ?? null
      else if (region.value !== null) {
        while (cells.length <= column) cells.push(emptyCell)
        cells[column] = region.value
      }
    }
    return { ...row, cells }
  }
}
