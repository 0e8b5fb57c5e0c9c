import { ChannelCode, StageCode } from '#contract/codes'
import type { ImportMapping } from '#contract/mapping'
import { LONGEST_COMMENT } from '#contract/responses'
import { procedureCode } from '#core/questions/procedure-code'
import { slugOf } from '#core/text/slug'
import type { ImportRow, NamedCode } from '../../store/imports/import-row.ts'
import type { CivilMoment } from '../../files/civil-format.ts'
import { momentReader } from '../../files/civil-format.ts'
import { cleanText } from '../../files/row-file.ts'
import { createLabelClaims } from './label-claims.ts'

/** The cells of one row, and where to say what is wrong with them. */
export interface ReadCell {
  /** The cell in composed Unicode without blanks around. */
  text(column: string): string
  /** Adds an issue at a column, '' for the row; null stands for what could not be read. */
  tell(column: string, code: string): null
}

export interface FieldOptions {
  readonly mapping: ImportMapping
  readonly parent: string
  readonly now: CivilMoment
}

type Fields = Omit<ImportRow, 'identity'>

/** Longest code that the database takes. */
const LONGEST_CODE = 80

/** Reads what is asked of each row. @throws FileProblem for a time format that cannot be */
export function fieldReader({ mapping, parent, now }: FieldOptions): (cell: ReadCell) => Fields {
  const { unit, area, procedure, stage, channel, comment } = mapping
  const timeOf = timeReader(mapping.time, now)
  const unitOf = placeReader(unit ?? { value: parent }, {
    codeFor: (slug) => `${parent}.${slug}`,
    ambiguous: 'ambiguous_unit',
  })
  const areaOf = placeReader(area, { codeFor: (slug) => slug, ambiguous: 'ambiguous_area' })
  const procedureOf = codeReader(procedure)
  const stageOf = listedReader(stage, { options: StageCode.options, code: 'unknown_stage' })
  const channelOf = listedReader(channel, { options: ChannelCode.options, code: 'unknown_channel' })
  const answersOf = answerReader(mapping.answers)
  return (cell) => {
    const { date, second } = timeOf(cell)
    return {
      localDate: date,
      halfDay: second < NOON ? 0 : 1,
      unit: unitOf(cell) ?? NO_UNIT,
      area: areaOf(cell),
      procedure: procedureCode(procedureOf(cell)) || null,
      stage: stageOf(cell),
      channel: channelOf(cell) ?? 'import',
      answers: answersOf(cell),
      comment: comment ? commentOf(cell, comment.column) : null,
    }
  }
}

const NOON = 12 * 3600
/** A code that no unit has: an empty cell is reported like an unknown one. */
const NO_UNIT: NamedCode = { code: '', label: null }

interface Column {
  readonly column: string
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly create?: boolean | undefined
}
type Source = Column | { readonly value: string } | undefined
type CellReader<T> = (cell: ReadCell) => T

/** The code a row gives; '' for none. */
function codeReader(source: Source): CellReader<string> {
  if (source === undefined) return () => ''
  if ('value' in source) return () => source.value
  const values = cleaned(source.values ?? {})
  return (cell) => {
    const text = cell.text(source.column)
    return values.get(text) ?? text
  }
}

/**
 * A unit or an area: what is not translated is a label where the mapping lets missing ones be made. Of two labels with
 * one code the later is refused; a translation is how the mapping says that both are meant.
 */
function placeReader(
  source: Source,
  { codeFor, ambiguous }: { readonly codeFor: (slug: string) => string; readonly ambiguous: string },
): CellReader<NamedCode | null> {
  const codeOf = codeReader(source)
  if (!source || 'value' in source || !source.create) return (cell) => named(codeOf(cell))
  const values = cleaned(source.values ?? {})
  const claims = createLabelClaims()
  return (cell) => {
    const label = cell.text(source.column)
    const code = codeFor(slugOf(label))
    const usable = slugOf(label) !== '' && !values.has(label) && code.length <= LONGEST_CODE
    if (!usable) return named(codeOf(cell))
    if (!claims.claim(code, label)) cell.tell(source.column, ambiguous)
    return { code, label }
  }
}

const named = (code: string): NamedCode | null => (code === '' ? null : { code, label: null })

/** One of a fixed list of codes; null for an empty cell. */
function listedReader<T extends string>(
  source: Source,
  { options, code }: { readonly options: readonly T[]; readonly code: string },
): CellReader<T | null> {
  const codeOf = codeReader(source)
  const column = source && 'column' in source ? source.column : ''
  return (cell) => {
    const given = codeOf(cell)
    if (given === '') return null
    return options.find((option) => option === given) ?? cell.tell(column, code)
  }
}

function timeReader(time: ImportMapping['time'], now: CivilMoment): CellReader<CivilMoment> {
  const read = momentReader(time.format, 'time.format')
  const textOf = codeReader(time)
  const column = 'column' in time ? time.column : ''
  return (cell) => {
    const moment = read(textOf(cell).trim())
    if (moment === null) cell.tell(column, 'bad_time')
    else if (moment.date > now.date || (moment.date === now.date && moment.second > now.second))
      cell.tell(column, 'in_future')
    return moment ?? now
  }
}

/** An empty cell is no answer at all; a level of null is "không có ý kiến". */
function answerReader(answers: ImportMapping['answers']): CellReader<Fields['answers']> {
  const questions = Object.entries(answers).map(([criterion, { column, levels }]) => ({
    criterion,
    column,
    levels: cleaned(levels),
  }))
  const [only, ...more] = questions
  return (cell) => {
    const given = questions.filter(({ column }) => cell.text(column) !== '')
    if (given.length === 0) cell.tell(only && more.length === 0 ? only.column : '', 'no_answer')
    return given.map(({ criterion, column, levels }) => {
      const level = levels.get(cell.text(column))
      return [criterion, level === undefined ? cell.tell(column, 'unknown_level') : level]
    })
  }
}

function commentOf(cell: ReadCell, column: string): string | null {
  const text = cell.text(column)
  if (text.length > LONGEST_COMMENT) return cell.tell(column, 'too_long')
  return text === '' ? null : text
}

const cleaned = <T>(texts: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(texts).map(([text, meaning]) => [cleanText(text), meaning]))
