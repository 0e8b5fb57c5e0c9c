import { ALL_AREAS } from '#core/questions/area-groups'
import { OFFICE_MEASURE, stages } from '#core/questions/questionnaire'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { NONE } from '#core/statistics/breakdown'
import { answeringOffices } from '#core/words/answering-offices'
import { channelWords } from '#core/words/channels'
import { ALL_AREAS_ROW, groupWords } from '#core/words/groups'
import { stageWords } from '#core/words/stages'
import { emptyTally } from '#core/statistics/tally'
import { counterKey } from './cell-codes.ts'
import type { FigureQuestion } from './figure-question.ts'
import type { FigureReads } from './figure-reads.ts'
import { timeLabels } from './time-labels.ts'

/** How cells become rows of a report: keys, words, order. */
export interface Labels {
  keysOf(raw: string): readonly string[]
  /** In the words of the question where the key is a criterion's: another form may give the code another meaning. */
  labelOf(key: string, comparable: string): string
  /** The rows in their order, with those that belong there even when empty. */
  ordered(rows: readonly BreakdownRow[]): BreakdownRow[]
}

type LabelList = readonly (readonly [key: string, label: string])[]

const stageNames: LabelList = [...stages.map((stage) => [stage, stageWords[stage]] as const), [NONE, 'Không ghi khâu']]
const channelNames: LabelList = Object.entries(channelWords)
const officeNames: LabelList = [
  ...answeringOffices.map(({ code, words }) => [code, words] as const),
  [NONE, 'Chưa ghi cơ quan giải quyết'],
]
const groupNames: LabelList = [
  [ALL_AREAS, ALL_AREAS_ROW],
  ['dat-dai-xay-dung', groupWords('dat-dai-xay-dung')],
]

/** The labels of one breakdown. */
export async function labelsFor(question: FigureQuestion, reads: FigureReads): Promise<Labels> {
  const { by } = question
  switch (by) {
    case 'total':
      return fixed([['total', 'Tất cả']], () => ['total'])
    case 'group':
      return groupLabels(question)
    case 'area':
      return listed(
        [...question.areas.map((area) => [area.code, area.name.vi] as const), [NONE, 'Không ghi lĩnh vực']],
        (raw) => codeById(question.areas, raw),
      )
    case 'answeredBy':
      return listed(officeNames, (raw) => question.areas.find(({ id }) => String(id) === raw)?.answeredBy ?? NONE)
    case 'procedure': {
      const procedures = await reads.procedures()
      return listed(
        [...procedures.map(({ code, name }) => [code, name.vi] as const), [NONE, 'Không ghi thủ tục']],
        (raw) => codeById(procedures, raw),
      )
    }
    case 'unit':
      return unitLabels(question)
    case 'counter':
      return counterLabels(question, reads)
    case 'channel':
      return listed(channelNames, (raw) => raw)
    case 'stage':
      return listed(stageNames, (raw) => (raw === '' ? NONE : raw))
    case 'criterion':
      return criterionLabels(reads)
    case 'day':
    case 'week':
    case 'month':
    case 'quarter':
    case 'year':
      return timeLabels(by)
  }
}

const codeById = (list: readonly { readonly id: number; readonly code: string }[], raw: string): string =>
  list.find((candidate) => String(candidate.id) === raw)?.code ?? NONE

/** Rows in the order of the names; only those that occur. */
function listed(names: LabelList, keyOf: (raw: string) => string): Labels {
  // A name that occurs twice stands where it came first.
  const ranks = new Map(names.map(([key], index) => [key, index] as const).reverse())
  const labels = new Map(names)
  const rank = (row: BreakdownRow): number => ranks.get(row.key) ?? names.length
  return {
    keysOf: (raw) => [keyOf(raw)],
    labelOf: (key) => labels.get(key) ?? key,
    ordered: (rows) => [...rows].sort((a, b) => rank(a) - rank(b)),
  }
}

/** The same, with a row for each name whether it occurs or not. */
function fixed(names: LabelList, keysOf: (raw: string) => readonly string[]): Labels {
  const base = listed(names, (raw) => raw)
  const empty = (key: string): BreakdownRow => ({ key, comparable: OFFICE_MEASURE, received: 0, tally: emptyTally })
  return {
    ...base,
    keysOf,
    ordered: (rows) => {
      const missing = names.filter(([key]) => !rows.some((row) => row.key === key))
      return base.ordered([...rows, ...missing.map(([key]) => empty(key))])
    },
  }
}

/** With a group asked for, only that one: another row would claim to be of areas that were left out. */
function groupLabels({ areas, group }: FigureQuestion): Labels {
  const known = new Map(groupNames)
  const others = new Set(areas.flatMap((area) => area.groups).filter((group) => !known.has(group)))
  const all = [...groupNames, ...[...others].map((code) => [code, groupWords(code)] as const)]
  const names = all.filter(([code]) => group === null || code === group)
  const groupsOf = (raw: string): readonly string[] => areas.find((area) => String(area.id) === raw)?.groups ?? []
  return fixed(names, (raw) => [ALL_AREAS, ...groupsOf(raw)].filter((code) => names.some(([key]) => key === code)))
}

/** Direct children with everything below them; the unit itself only when it has answers of its own. */
function unitLabels({ unit, below }: FigureQuestion): Labels {
  const parentOf = new Map(below.map((row) => [row.id, row.parent_id]))
  const codeOf = new Map(below.map((row) => [row.id, row.code]))
  const rowOf = (id: number): number => {
    const parent = parentOf.get(id) ?? null
    return id === unit.id || parent === unit.id || parent === null ? id : rowOf(parent)
  }
  const children = below.filter((row) => row.parent_id === unit.id).map((row) => [row.code, row.name] as const)
  const labels = fixed(children, (raw) => [codeOf.get(rowOf(Number(raw))) ?? NONE])
  return { ...labels, labelOf: (key, comparable) => (key === unit.code ? unit.name : labels.labelOf(key, comparable)) }
}

async function counterLabels(question: FigureQuestion, reads: FigureReads): Promise<Labels> {
  const counters = await reads.counters(question.cells.unitIds)
  const keys = new Map(counters.map((counter) => [String(counter.id), counterKey(counter, question)]))
  const names = counters.map((counter) => {
    const key = counterKey(counter, question)
    const unit = question.below.find(({ id }) => id === counter.unitId)
    return [key, key === counter.name ? key : `${counter.name} (${unit?.name ?? ''})`] as const
  })
  return listed([...names, [NONE, 'Không qua quầy']], (raw) => keys.get(raw) ?? NONE)
}

async function criterionLabels(reads: FigureReads): Promise<Labels> {
  const shapes = (await reads.forms()).map(({ shape }) => shape)
  const names = shapes.flatMap(({ criteria }) => criteria.map(({ code, question }) => [code, question.any.vi] as const))
  const labels = listed(names, (raw) => raw)
  const questions = (key: string, comparable: string) =>
    shapes
      .filter((shape) => shape.comparable === comparable)
      .flatMap(({ criteria }) => criteria.filter(({ code }) => code === key))
  return {
    ...labels,
    labelOf: (key, comparable) => questions(key, comparable)[0]?.question.any.vi ?? labels.labelOf(key, comparable),
  }
}
