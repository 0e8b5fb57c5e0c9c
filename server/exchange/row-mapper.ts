import type { ImportIssue, ImportMapping } from '#contract/mapping'
import { ChannelCode, StageCode } from '#contract/codes'
import { LONGEST_COMMENT } from '#contract/responses'
import { slugOf } from '#core/slug'
import type { ImportRow, Named, UnknownCode } from '../store/import-row.ts'
import type { CivilMoment, ReadMoment } from './civil-format.ts'
import { momentReader } from './civil-format.ts'
import type { CsvRow } from './csv-reader.ts'
import { cleanText } from './csv-reader.ts'

/** A row as the mapping reads it: complete unless there are issues. */
export interface MappedRow {
  readonly row: ImportRow
  readonly issues: readonly ImportIssue[]
}

export interface MapperOptions {
  readonly mapping: ImportMapping
  /** The columns of the file. */
  readonly header: readonly string[]
  /** The code under which units are made, and the one for rows when the mapping names none. */
  readonly parent: string
  /** The civil moment after which nothing can have been answered. */
  readonly now: CivilMoment
}

/** Reads rows by a mapping, in the order of the file: repeats are numbered as they come. */
export interface RowMapper {
  /** @returns the issue alone where the row could not be cut into cells */
  map(row: CsvRow): MappedRow | ImportIssue
  /** The issue of a code that the database does not know, at the cell it came from. */
  unknown(row: CsvRow, code: UnknownCode): ImportIssue
}

/** Longest piece of a cell that is shown in an issue. */
const SHOWN = 100

/** @throws FileProblem for a time format that cannot be */
export function createRowMapper(options: MapperOptions): RowMapper {
  const { mapping, header } = options
  const place = new Map(header.map((name, index) => [name, index]))
  const raw = (cells: readonly string[], column: string): string => cells[place.get(cleanText(column)) ?? -1] ?? ''
  const readTime = momentReader(mapping.time.format, 'time.format')
  const constant = 'value' in mapping.time ? readTime(cleanText(mapping.time.value)) : null
  const repeats = countRepeats()
  const fields = fieldReaders(options, { readTime, constant })

  return {
    unknown: ({ row, cells }, code) => {
      const field =
        mapping[({ unknown_unit: 'unit', unknown_area: 'area', unknown_procedure: 'procedure' } as const)[code]]
      const column = field && 'column' in field ? field.column : ''
      return { row, column, code, value: raw(cells ?? [], column).slice(0, SHOWN) }
    },
    map: ({ row, text, cells }) => {
      if (cells === null) return { row, column: '', code: 'bad_row', value: text.slice(0, SHOWN) }
      const issues: ImportIssue[] = []
      const tell = (column: string, code: string): null => {
        issues.push({ row, column, code, value: raw(cells, column).slice(0, SHOWN) })
        return null
      }
      const cell: ReadCell = { text: (column) => cleanText(raw(cells, column)), tell }
      return { row: { ...fields(cell), identity: repeats(mapping.identity, cell) }, issues }
    },
  }
}

interface ReadCell {
  /** The cell in composed Unicode without blanks around. */
  text(column: string): string
  /** Adds an issue at a column; null stands for what could not be read. */
  tell(column: string, code: string): null
}

function fieldReaders(
  { mapping, parent, now }: MapperOptions,
  { readTime, constant }: { readonly readTime: ReadMoment; readonly constant: CivilMoment | null },
): (cell: ReadCell) => Omit<ImportRow, 'identity'> {
  const { unit, area, procedure, stage, channel, time } = mapping
  const translate = translator()
  const levels = Object.entries(mapping.answers).map(([criterion, { column, levels }]) => ({
    criterion,
    column,
    levels: cleaned(levels),
  }))

  const codeOf = (field: Source | undefined, cell: ReadCell): string =>
    field === undefined ? '' : 'value' in field ? field.value : translate(field, cell.text(field.column))

  const unitOf = (cell: ReadCell): Named => {
    if (unit === undefined) return { code: parent, label: null }
    if ('value' in unit) return { code: unit.value, label: null }
    const text = cell.text(unit.column)
    const named = unit.create ? labelled(unit, text, (slug) => `${parent}.${slug}`) : null
    return named ?? { code: codeOf(unit, cell), label: null }
  }
  const areaOf = (cell: ReadCell): Named | null => {
    const code = codeOf(area, cell)
    if (area === undefined || code === '') return null
    const named = 'column' in area && area.create ? labelled(area, cell.text(area.column), (slug) => slug) : null
    return named ?? { code, label: null }
  }
  const labelled = (field: Translated, text: string, code: (slug: string) => string): Named | null => {
    const slug = translate(field, text) === text ? slugOf(text) : ''
    return slug === '' || code(slug).length > 80 ? null : { code: code(slug), label: text }
  }
  const coded = <T extends string>(field: Source | undefined, cell: ReadCell, known: Known<T>): T | null => {
    const code = codeOf(field, cell)
    if (code === '') return null
    const found = known.options.find((option) => option === code) ?? null
    return found ?? cell.tell(field && 'column' in field ? field.column : '', known.code)
  }
  const timeOf = (cell: ReadCell): CivilMoment => {
    const column = 'column' in time ? time.column : ''
    const moment = 'column' in time ? readTime(translate(time, cell.text(column))) : constant
    if (moment === null) cell.tell(column, 'bad_time')
    else if (moment.date > now.date || (moment.date === now.date && moment.second > now.second))
      cell.tell(column, 'in_future')
    return moment ?? now
  }
  const answersOf = (cell: ReadCell): (readonly [string, number | null])[] => {
    const given = levels.filter(({ column }) => cell.text(column) !== '')
    const columns = levels.map(({ column }) => column)
    if (given.length === 0) cell.tell(columns.length === 1 ? (columns[0] ?? '') : '', 'no_answer')
    return given.map(({ criterion, column, levels }) => {
      const level = levels.get(cell.text(column))
      return [criterion, level === undefined ? cell.tell(column, 'unknown_level') : level]
    })
  }
  const commentOf = (cell: ReadCell): string | null => {
    const text = mapping.comment ? cell.text(mapping.comment.column) : ''
    if (mapping.comment && text.length > LONGEST_COMMENT) return cell.tell(mapping.comment.column, 'too_long')
    return text === '' ? null : text
  }

  return (cell) => {
    const moment = timeOf(cell)
    return {
      unit: unitOf(cell),
      area: areaOf(cell),
      procedure: codeOf(procedure, cell) || null,
      stage: coded(stage, cell, { options: StageCode.options, code: 'unknown_stage' }),
      channel: coded(channel, cell, { options: ChannelCode.options, code: 'unknown_channel' }) ?? 'import',
      localDate: moment.date,
      halfDay: moment.second < 12 * 3600 ? 0 : 1,
      answers: answersOf(cell),
      comment: commentOf(cell),
    }
  }
}

interface Translated {
  readonly column: string
  readonly values?: Readonly<Record<string, string>> | undefined
}
type Source = Translated | { readonly value: string }
interface Known<T extends string> {
  readonly options: readonly T[]
  readonly code: string
}

const cleaned = <T>(texts: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(texts).map(([text, meaning]) => [cleanText(text), meaning]))

/** What the texts of a column stand for; a text that is not listed stands for itself. */
function translator(): (field: Translated, text: string) => string {
  const known = new Map<Translated, ReadonlyMap<string, string>>()
  return (field, text) => {
    if (field.values === undefined) return text
    const values = known.get(field) ?? cleaned(field.values)
    known.set(field, values)
    return values.get(text) ?? text
  }
}

/** What makes a row itself; a repeat is another row only where the mapping says so. */
function countRepeats(): (identity: ImportMapping['identity'], cell: ReadCell) => (string | number)[] {
  const seen = new Map<string, number>()
  return ({ columns, occurrence, source }, cell) => {
    const texts = columns.map((column) => cell.text(column))
    if (texts.every((text) => text === '')) cell.tell(columns[0] ?? '', 'no_identity')
    if (!occurrence) return [source ?? '', ...texts, 1]
    const key = JSON.stringify(texts)
    const repeat = (seen.get(key) ?? 0) + 1
    seen.set(key, repeat)
    return [source ?? '', ...texts, repeat]
  }
}
