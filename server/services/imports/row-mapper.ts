import type { ImportIssue, ImportMapping } from '#contract/mapping'
import { storedText } from '#core/text/stored-text'
import type { ImportRow, UnknownCode } from '../../store/imports/import-row.ts'
import type { CivilMoment } from '../../files/civil-moment.ts'
import type { FileRow } from '../../files/row-file.ts'
import { cleanText, keptText, visibleText } from '#core/text/clean-text'
import type { ReadCell } from './row-fields.ts'
import { fieldReader } from './row-fields.ts'
import { identityReader } from './row-identity.ts'

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
  /** The issue of a row that is known already: it stands in the file twice, or was stored with other content. */
  known(row: FileRow, code: 'repeated' | 'conflict'): ImportIssue
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

  const shown = (text: string): string => visibleText(text).slice(0, SHOWN)

  return {
    unknown: ({ row, cells }, code) => {
      const field = mapping[fieldOf[code]]
      const column = field && 'column' in field ? field.column : ''
      return { row, column, code, value: shown(cellOf(cells ?? [], column)) }
    },
    known: ({ row, cells }, code) => {
      const { columns } = mapping.identity
      const value = columns.map((column) => cleanText(cellOf(cells ?? [], column))).join(' | ')
      return { row, column: columns[0] ?? '', code, value: shown(value) }
    },
    map: ({ row, text, cells }) => {
      if (cells === null) return { row, column: '', code: 'bad_row', value: shown(text) }
      const issues: ImportIssue[] = []
      const cell: ReadCell = {
        text: (column) => cleanText(cellOf(cells, column)),
        words: (column) => keptText(cellOf(cells, column)),
        tell: (column, code) => {
          issues.push({ row, column, code, value: shown(cellOf(cells, column)) })
          return null
        },
      }
      const former = (column: string): string => storedText(cellOf(cells, column)).trim()
      return { row: { ...fields(cell), ...identity(cell, former) }, issues }
    },
  }
}
