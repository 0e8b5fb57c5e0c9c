import type { FileFacts, TemplateColumn } from '#contract/files/superior-file'
import type { Questionnaire } from '#core/questions/questionnaire'
import { isStage, OVERALL, plainWords, questionnaireReference } from '#core/questions/questionnaire'
import { levelWords } from '#core/questions/scale'
import type { SheetColumn } from '#core/superior-file/columns'
import { criterionColumn, demographicColumns, leadingColumns } from '#core/superior-file/columns'
import { OTHER_AREA, places } from '#core/superior-file/row-key'
import { answeringOfficeOf, answeringOfficeWords } from '#core/words/answering-offices'
import { channelWords } from '#core/words/channels'
import { stageWords } from '#core/words/stages'
import type { ArrangedRow } from './arrange-rows.ts'

/** What a cell of a sheet holds; null: nothing. */
export type FileCell = string | number | null

/** A column with what it is called in this file. */
export interface HeadedColumn extends SheetColumn {
  readonly head: string
}

/** The sheet of answers: its columns, and what stands in them for a row. */
export interface AnswerSheet {
  readonly columns: readonly HeadedColumn[]
  cellsOf(row: ArrangedRow, number: number): readonly FileCell[]
}

/** What stands for "không có ý kiến" among levels. */
export const NO_OPINION = 9

const languageWords: Readonly<Record<string, string>> = { vi: 'Tiếng Việt', en: 'Tiếng Anh' }

/** The criteria of the forms of a file apart from the overall question: the n-th is in the column `qn`. */
export function criteriaOf(forms: readonly Questionnaire[]): readonly string[] {
  return [...new Set(forms.flatMap(({ criteria }) => criteria.map(({ code }) => code)))].filter(
    (code) => code !== OVERALL,
  )
}

/** @param forms those that rows of the file are of; @param template null: all columns by their own names */
export function answerSheet(
  facts: FileFacts,
  forms: readonly Questionnaire[],
  template: readonly TemplateColumn[] | null,
): AnswerSheet {
  const criteria = criteriaOf(forms)
  const valuesOf = rowValues(facts, forms, criteria)
  const own = [...leadingColumns, ...criteria.map((_, index) => criterionColumn(index + 1))]
  const known = new Map([...own, ...demographicColumns].map((column) => [column.code, column]))
  const columns =
    template === null
      ? own.map((column) => ({ ...column, head: column.label }))
      : template.map(({ head, fills }) => ({ ...(known.get(fills ?? '') ?? emptyColumn(fills ?? '')), head }))
  return {
    columns,
    cellsOf: (row, number) => {
      const values = valuesOf(row)
      return columns.map(({ code }) => (code === 'stt' ? number : (values.get(code) ?? null)))
    },
  }
}

const emptyColumn = (code: string): SheetColumn => ({ code, label: '', kind: 'text', meaning: '' })

type RowValues = ReadonlyMap<string, FileCell>

/** What each column says of a row; what is the same for many rows is looked up once. */
function rowValues(
  facts: FileFacts,
  forms: readonly Questionnaire[],
  criteria: readonly string[],
): (row: ArrangedRow) => RowValues {
  const keys = new Map<ArrangedRow['key'], RowValues>()
  const answers = new Map<string, RowValues>()
  const reasons = reasonWords(forms)
  return ({ code, key, answers: said }) => {
    const ofKey = keys.get(key) ?? keyValues(key, facts, forms)
    keys.set(key, ofKey)
    const ofAnswers = answers.get(said) ?? answerValues(said, criteria, reasons)
    if (answers.size < MOST_KNOWN) answers.set(said, ofAnswers)
    return new Map([['ma_phieu', code], ...ofKey, ...ofAnswers])
  }
}

/** Answers to long forms are all different: they are not worth remembering. */
const MOST_KNOWN = 5_000

function keyValues(key: ArrangedRow['key'], facts: FileFacts, forms: readonly Questionnaire[]): RowValues {
  const at = (place: keyof typeof places): string => key[places[place]] ?? ''
  const area = facts.areas.find(({ code }) => code === at('area'))
  const form = forms.find((each) => questionnaireReference(each) === at('questionnaire'))
  const stage = at('stage')
  const isOther = at('area') === OTHER_AREA
  const said: readonly (readonly [string, string])[] = [
    ['ma_tinh', facts.province?.code ?? ''],
    ['ten_tinh', facts.province?.name ?? ''],
    ['ma_don_vi', at('unit')],
    ['ten_don_vi', facts.units[at('unit')] ?? ''],
    ['diem_tiep_nhan', at('site')],
    ['thang', at('month')],
    ['kenh', Object.entries(channelWords).find(([code]) => code === at('channel'))?.[1] ?? ''],
    ['ma_linh_vuc', at('area')],
    ['linh_vuc', isOther ? 'Lĩnh vực khác' : (area?.name ?? '')],
    ['co_quan', isOther ? '' : answeringOfficeWords(answeringOfficeOf(area?.answeredBy ?? null))],
    ['ma_thu_tuc', at('procedure')],
    ['ten_thu_tuc', facts.procedures[at('procedure')] ?? ''],
    ['khau', isStage(stage) ? stageWords[stage] : ''],
    ['bo_cau_hoi', form === undefined ? at('questionnaire') : plainWords(form.name)],
    ['phien_ban', at('questionnaire')],
    ['ngon_ngu', languageWords[at('language')] ?? at('language')],
    ['duoc_ho_tro', { '1': 'Có', '0': 'Không' }[at('assisted')] ?? ''],
  ]
  return new Map(said.map(([code, words]) => [code, words === '' ? null : words]))
}

function answerValues(said: string, criteria: readonly string[], reasons: ReadonlyMap<string, string>): RowValues {
  const { levels, reasons: codes } = readAnswers(said)
  const overall = levels.get(OVERALL)
  const words = overall === undefined ? null : overall === 0 ? 'Không có ý kiến' : levelWords[overall - 1]?.vi
  const chosen = codes.map((code) => (reasons.get(code) ?? code).replaceAll(';', ','))
  return new Map<string, FileCell>([
    ['muc', overall === undefined ? null : overall || NO_OPINION],
    ['muc_chu', words ?? null],
    ['can_lam_tot_hon', chosen.length === 0 ? null : chosen.join('; ')],
    ...criteria.map((code, index): [string, FileCell] => {
      const level = levels.get(code)
      return [`q${index + 1}`, level === undefined ? null : level || NO_OPINION]
    }),
  ])
}

/** Levels by criterion, 0: no opinion, and codes of reasons, from the text that holds them. */
export function readAnswers(said: string): {
  readonly levels: ReadonlyMap<string, number>
  readonly reasons: readonly string[]
} {
  const [answers = '', reasons = ''] = said.split('\t')
  const levels = answers.split(' ').flatMap((answer): [string, number][] => {
    const [criterion = '', level = ''] = answer.split('=')
    return criterion === '' ? [] : [[criterion, Number(level)]]
  })
  return { levels: new Map(levels), reasons: reasons.split(' ').filter((code) => code !== '') }
}

const reasonWords = (forms: readonly Questionnaire[]): ReadonlyMap<string, string> =>
  new Map(
    forms.flatMap(({ reasons }) =>
      (reasons?.options ?? []).map(({ code, label }): [string, string] => [code, plainWords(label)]),
    ),
  )
