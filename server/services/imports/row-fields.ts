import { ChannelCode, StageCode } from '#contract/codes'
import type { ImportMapping } from '#contract/mapping'
import { LONGEST_COMMENT } from '#contract/responses'
import { procedureCode } from '#core/questions/procedure-code'
import { slugOf } from '#core/text/slug'
import type { ImportRow, NamedCode } from '../../store/imports/import-row.ts'
import { cleanText } from '#core/text/clean-text'
import type { CivilMoment } from '../../files/civil-moment.ts'
import { levelsOf } from './mapping-check.ts'
import { createLabelClaims } from './label-claims.ts'
import { mappedTimes } from './mapping-times.ts'

/** The cells of one row, and where to say what is wrong with them. */
export interface ReadCell {
  /** The cell as it is compared: composed Unicode, one blank between words. */
  text(column: string): string
  /** The cell as it is kept. */
  words(column: string): string
  /** Adds an issue at a column, '' for the row; null stands for what could not be read. */
  tell(column: string, code: string): null
}

export interface FieldOptions {
  readonly mapping: ImportMapping
  readonly parent: string
  readonly now: CivilMoment
}

type Fields = Omit<ImportRow, 'identity' | 'formerIdentity'>

/** Longest code that the database takes. */
const LONGEST_CODE = 80

/** Reads what is asked of each row. @throws FileProblem for a time format that cannot be */
export function fieldReader({ mapping, parent, now }: FieldOptions): (cell: ReadCell) => Fields {
  const { unit, area, procedure, stage, channel, comment } = mapping
  const timeOf = timeReader(mapping, now)
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
type Source = Column | { readonly value: string; readonly create?: boolean | undefined } | undefined
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
  if (!source?.create) return (cell) => named(codeOf(cell))
  if ('value' in source) {
    const made = { code: codeFor(slugOf(source.value)), label: cleanText(source.value) }
    return () => made
  }
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

function timeReader(mapping: ImportMapping, now: CivilMoment): CellReader<CivilMoment> {
  const { time } = mapping
  const { read, readsDate, value } = mappedTimes(mapping)
  const isFuture = (moment: CivilMoment): boolean =>
    moment.date > now.date || (moment.date === now.date && moment.second > now.second)
  const [first, second] = 'columns' in time ? time.columns : ['column' in time ? time.column : '', null]
  const textOf = 'columns' in time ? () => '' : codeReader('column' in time ? time : undefined)
  return (cell) => {
    const text = second === null ? textOf(cell) : `${cell.text(first)} ${cell.text(second)}`.trim()
    const moment = value ?? read(text)
    // Of two cells the one that is wrong is told.
    const wrong = second !== null && readsDate(cell.text(first)) ? second : first
    if (moment === null) cell.tell(wrong, 'bad_time')
    else if (isFuture(moment)) cell.tell(first, 'in_future')
    return moment ?? now
  }
}

/** An empty cell is no answer at all; a level of null is "không có ý kiến". */
function answerReader(answers: ImportMapping['answers']): CellReader<Fields['answers']> {
  const questions = Object.entries(answers).map(([criterion, answer]) => ({
    criterion,
    column: answer.column,
    levels: cleaned(levelsOf(answer)),
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
  const text = cell.words(column)
  if (text.length > LONGEST_COMMENT) return cell.tell(column, 'too_long')
  return text === '' ? null : text
}

const cleaned = <T>(texts: Readonly<Record<string, T>>): ReadonlyMap<string, T> =>
  new Map(Object.entries(texts).map(([text, meaning]) => [cleanText(text), meaning]))
