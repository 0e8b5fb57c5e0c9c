import { cleanText } from '#core/text/clean-text'
import type { CivilMoment } from './civil-moment.ts'
import { FileProblem } from './file-problem.ts'
import type { FoundHeader } from './header.ts'
import { findHeader, requireColumns } from './header.ts'
import type { MixedColumn, RowSource, SheetCell, SheetChoice, SourceRow } from './row-source.ts'
import { isEmptyText } from './row-source.ts'

/** A row of the file as it stands there; `cells` is null where it cannot be read. Rows count from 1 after the header. */
export interface FileRow {
  readonly row: number
  readonly text: string
  readonly cells: readonly string[] | null
}

/** A column of which a spreadsheet understood only a part as dates. */
export interface MixedDates extends MixedColumn {
  readonly column: string
}

/** A file of rows under a header, whatever its format. */
export interface RowFile {
  /** Clean names of columns. */
  readonly header: readonly string[]
  /** The sheet that is read; null for CSV. */
  readonly sheet: SheetChoice | null
  /** Columns of times that hold both dates and texts: the day and the month of some may be the wrong way round. */
  readonly mixedDates: readonly MixedDates[]
  /** All rows in the order of the file, as many at a time as come with one read. */
  batches(): AsyncGenerator<readonly FileRow[]>
}

export type WriteMoment = (moment: CivilMoment) => string

/** How a mapping sees the columns of a file. */
export interface ColumnUse {
  /** The columns it needs, with their places in it. */
  readonly wanted: ReadonlyMap<string, string>
  /** How a date cell is written, as the times of the mapping are. */
  readonly writeMoment: WriteMoment
  /** Columns that hold times, with how a date in them is written; their bare numbers are dates as well. */
  readonly times: ReadonlyMap<string, WriteMoment>
}

/** Rows of a source under the header that a mapping asks for. @throws FileProblem empty_file, missing_column, ambiguous_column */
export function rowFile(name: string, source: RowSource, use: ColumnUse): RowFile {
  const header = findHeader(source.head, cleanNames(use.wanted.keys()))
  if (!header) throw new FileProblem('empty_file', '', `${name} is empty`)
  requireColumns(name, header, use.wanted)
  const times = new Map([...use.times].map(([column, write]) => [header.names.indexOf(cleanText(column)), write]))
  const mixed = [...source.mixedColumns()].filter(([place]) => times.has(place))
  return {
    header: header.names,
    sheet: source.sheet,
    mixedDates: mixed.map(([place, counts]) => ({ column: header.names[place] ?? '', ...counts })),
    batches: () => batchesOf(source, header, { times, writeMoment: use.writeMoment }),
  }
}

export const cleanNames = (names: Iterable<string>): ReadonlySet<string> => new Set([...names].map(cleanText))

interface CellWriters {
  /** By the place of a column. */
  readonly times: ReadonlyMap<number, WriteMoment>
  readonly writeMoment: WriteMoment
}

async function* batchesOf(
  source: RowSource,
  header: FoundHeader,
  writers: CellWriters,
): AsyncGenerator<readonly FileRow[]> {
  const width = header.names.length
  let row = 0
  for await (const rows of source.rows())
    yield rows.flatMap((read) => {
      if (read.line <= header.line) return []
      row += 1
      return [{ row, text: read.text, cells: textsOf(read, width, writers) }]
    })
}

/** Cells left empty at the end of a row say nothing; words to the right of the header belong to no column. */
function textsOf({ cells }: SourceRow, width: number, { times, writeMoment }: CellWriters): readonly string[] | null {
  if (cells === null || cells.slice(width).some(({ text }) => !isEmptyText(text))) return null
  return Array.from({ length: width }, (_, place) => {
    const cell = cells[place]
    return cell === undefined ? '' : textOf(cell, times.get(place), writeMoment)
  })
}

function textOf({ text, kind, moment }: SheetCell, write: WriteMoment | undefined, writeOther: WriteMoment): string {
  if (moment === null) return text
  if (write) return write(moment)
  return kind === 'date' ? writeOther(moment) : text
}
