import { cellText } from '#core/tables/cell-text'
import type { TypedCell, TypedTable } from '#core/tables/typed-table'
import type { FileSheet, FileValue } from '../../files/file-sheet.ts'

/** A table of a report as a sheet: counts and shares as numbers, all else as it is read. */
export const tableSheet = (name: string, { title, columns, rows, notes }: TypedTable): FileSheet => ({
  name,
  titles: [title],
  columns: columns.map(({ label }) => ({ label })),
  rows: rows.map(({ kind, cells }) => {
    const values = cells.map(valueOf)
    return kind === 'total' || kind === 'group' ? { strong: values } : values
  }),
  notes,
})

/** Shares stand under a head that says "(%)". */
function valueOf(cell: TypedCell): FileValue {
  if (cell.kind === 'count') return cell.count
  if (cell.kind !== 'share') return cellText(cell)
  const written = cellText(cell).replace(',', '.')
  const decimals = written.length - written.indexOf('.') - 1
  return { kind: 'decimal', value: Number(written), decimals: decimals === 2 ? 2 : 3 }
}
