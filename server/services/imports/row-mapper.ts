import type { ImportIssue, ImportMapping } from '#contract/mapping'
import type { ImportRow, UnknownCode } from '../../store/imports/import-row.ts'
import type { CivilMoment } from '../../files/civil-format.ts'
import type { FileRow } from '../../files/row-file.ts'
import { cleanText } from '../../files/row-file.ts'
import type { ReadCell } from './row-fields.ts'
import { fieldReader } from './row-fields.ts'

/** A row as the mapping reads it: complete unless there are issues. */
export interface MappedRow {
  readonly row: ImportRow
  readonly issues: readonly ImportIssue[]
}

export interface MapperOptions {
  readonly mapping: ImportMapping
  /** The columns of the file. */
  readonly header: readonly string[]
  /** The code of the unit of rows that name none, under which units are made. */
  readonly parent: string
  /** The civil moment after which nothing can have been answered. */
  readonly now: CivilMoment
}

/** Reads rows by a mapping, in the order of the file: repeats are numbered as they come. */
export interface RowMapper {
  /** @returns the issue alone where the row could not be cut into cells */
  map(row: FileRow): MappedRow | ImportIssue
  /** The issue of a code that the database does not know, at the cell it came from. */
  unknown(row: FileRow, code: UnknownCode): ImportIssue
}

/** Longest piece of a cell that is shown in an issue. */
const SHOWN = 100

const fieldOf = { unknown_unit: 'unit', unknown_area: 'area', unknown_procedure: 'procedure' } as const

/** @throws FileProblem for a time format that cannot be */
export function createRowMapper(options: MapperOptions): RowMapper {
  const { mapping, header } = options
  const place = new Map(header.map((name, index) => [name, index]))
  const cellOf = (cells: readonly string[], column: string): string => cells[place.get(cleanText(column)) ?? -1] ?? ''
  const fields = fieldReader(options)
  const identity = identityReader(mapping.identity)

  return {
    unknown: ({ row, cells }, code) => {
      const field = mapping[fieldOf[code]]
      const column = field && 'column' in field ? field.column : ''
      return { row, column, code, value: cellOf(cells ?? [], column).slice(0, SHOWN) }
    },
    map: ({ row, text, cells }) => {
      if (cells === null) return { row, column: '', code: 'bad_row', value: text.slice(0, SHOWN) }
      const issues: ImportIssue[] = []
      const cell: ReadCell = {
        text: (column) => cleanText(cellOf(cells, column)),
        tell: (column, code) => {
          issues.push({ row, column, code, value: cellOf(cells, column).slice(0, SHOWN) })
          return null
        },
      }
      return { row: { ...fields(cell), identity: identity(cell) }, issues }
    },
  }
}

/** What makes a row itself; repeats are numbered only where the mapping says so. */
function identityReader({ columns, occurrence, source = '' }: ImportMapping['identity']) {
  const seen = new Map<string, number>()
  return (cell: ReadCell): readonly (string | number)[] => {
    const texts = columns.map((column) => cell.text(column))
    if (texts.every((text) => text === '')) cell.tell(columns[0] ?? '', 'no_identity')
    if (!occurrence) return [source, ...texts, 1]
    const key = JSON.stringify(texts)
    const repeat = (seen.get(key) ?? 0) + 1
    seen.set(key, repeat)
    return [source, ...texts, repeat]
  }
}
