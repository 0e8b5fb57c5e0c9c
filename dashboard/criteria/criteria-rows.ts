import { cellText } from '#core/tables/cell-text'
import type { TypedCell, TypedRow, TypedTable } from '#core/tables/typed-table'
import { noCell } from '#core/tables/typed-table'

/** A row of Bảng 3 as a bar: its number, its words, its share. */
export interface BarRow {
  readonly key: string
  readonly kind: TypedRow['kind']
  readonly number: string
  readonly label: string
  readonly share: TypedCell
}

/** The rows of a table of criteria as bars. */
export function barRows({ columns, rows }: TypedTable): readonly BarRow[] {
  const place = (code: string): number => columns.findIndex((column) => column.code === code)
  const [number, label, share] = [place('tt'), place('noi-dung'), place('ty-le')]
  const textAt = (cells: readonly TypedCell[], at: number): string => cellText(cells[at] ?? noCell('no_answers'))
  return rows.map(({ key, kind, cells }) => ({
    key,
    kind,
    number: textAt(cells, number),
    label: textAt(cells, label),
    share: cells[share] ?? noCell('no_answers'),
  }))
}
