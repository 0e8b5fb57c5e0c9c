import { QuestionnaireShape } from '#contract/kiosk-setup'
import type { Breakdown } from '#contract/satisfaction'
import { areaGroups } from '#core/questions/area-groups'
import type { BreakdownRow } from '#core/statistics/breakdown'
import { dateText } from '#core/words/format'
import { monthOf, quarterOf, weekOf, yearOf } from '#core/time/period'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import { emptyTally } from '#core/statistics/tally'
import type { Chosen, SelectionParts } from './question.ts'
import { counterKey } from './question.ts'

/** How cells become rows of a report: keys, words, order. */
export interface Labels {
  keysOf(raw: string): readonly string[]
  /** In the words of the question where the key is a criterion's: another form may give the code another meaning. */
  labelOf(key: string, comparable: string): string
  /** The rows in their order, with those that belong there even when empty. */
  ordered(rows: readonly BreakdownRow[]): BreakdownRow[]
}

/** The key of what was left open: no area, no stage. A code cannot look like this. */
export const NONE = '-'

type Named = readonly (readonly [key: string, label: string])[]

const stageNames: Named = [
  ['submit', 'Nộp hồ sơ'],
  ['result', 'Nhận kết quả'],
  ['inquiry', 'Hỏi, hướng dẫn'],
  [NONE, 'Không ghi khâu'],
]
const channelNames: Named = [
  ['kiosk', 'Thiết bị tại quầy'],
  ['qr', 'Mã QR'],
  ['web', 'Trang web'],
  ['paper', 'Phiếu giấy'],
  ['import', 'Nhập từ tệp'],
]
const groupNames: Named = [
  ['chung', 'Tất cả lĩnh vực'],
  ['dat-dai-xay-dung', 'Đất đai, xây dựng'],
]
const groupLabel = (code: string): string => areaGroups.find((group) => group.code === code)?.name ?? code

/** The labels of one breakdown. */
export async function labelsFor(chosen: Chosen, parts: SelectionParts): Promise<Labels> {
  const { by } = chosen
  switch (by) {
    case 'total':
      return fixed([['total', 'Tất cả']], () => ['total'])
    case 'group':
      return groupLabels(chosen)
    case 'area':
      return listed(
        [...chosen.areas.map((area) => [area.code, area.name.vi] as const), [NONE, 'Không ghi lĩnh vực']],
        (raw) => codeById(chosen.areas, raw),
      )
    case 'procedure': {
      const procedures = await parts.reference.procedures()
      return listed(
        [...procedures.map(({ code, name }) => [code, name.vi] as const), [NONE, 'Không ghi thủ tục']],
        (raw) => codeById(procedures, raw),
      )
    }
    case 'unit':
      return unitLabels(chosen)
    case 'counter':
      return counterLabels(chosen, parts)
    case 'channel':
      return listed(channelNames, (raw) => raw)
    case 'stage':
      return listed(stageNames, (raw) => (raw === '' ? NONE : raw))
    case 'criterion':
      return criterionLabels(parts)
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
function listed(names: Named, keyOf: (raw: string) => string): Labels {
  // A name that occurs twice stands where it came first.
  const places = new Map(names.map(([key], index) => [key, index] as const).reverse())
  const labels = new Map(names)
  const place = (row: BreakdownRow): number => places.get(row.key) ?? names.length
  return {
    keysOf: (raw) => [keyOf(raw)],
    labelOf: (key) => labels.get(key) ?? key,
    ordered: (rows) => [...rows].sort((a, b) => place(a) - place(b)),
  }
}

/** The same, with a row for each name whether it occurs or not. */
function fixed(names: Named, keysOf: (raw: string) => readonly string[]): Labels {
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
function groupLabels({ areas, group }: Chosen): Labels {
  const known = new Map(groupNames)
  const others = new Set(areas.flatMap((area) => area.groups).filter((group) => !known.has(group)))
  const all = [...groupNames, ...[...others].map((code) => [code, groupLabel(code)] as const)]
  const names = all.filter(([code]) => group === null || code === group)
  const groupsOf = (raw: string): readonly string[] => areas.find((area) => String(area.id) === raw)?.groups ?? []
  return fixed(names, (raw) => ['chung', ...groupsOf(raw)].filter((code) => names.some(([key]) => key === code)))
}

/** Direct children with everything below them; the unit itself only when it has answers of its own. */
function unitLabels({ unit, below }: Chosen): Labels {
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

async function counterLabels(chosen: Chosen, { reference }: SelectionParts): Promise<Labels> {
  const counters = await reference.counters(chosen.selection.unitIds)
  const keys = new Map(counters.map((counter) => [String(counter.id), counterKey(counter, chosen)]))
  const names = counters.map((counter) => {
    const key = counterKey(counter, chosen)
    const unit = chosen.below.find(({ id }) => id === counter.unitId)
    return [key, key === counter.name ? key : `${counter.name} (${unit?.name ?? ''})`] as const
  })
  return listed([...names, [NONE, 'Không qua quầy']], (raw) => keys.get(raw) ?? NONE)
}

async function criterionLabels({ reference }: SelectionParts): Promise<Labels> {
  const shapes = (await reference.questionnaires()).map(({ body }) => QuestionnaireShape.parse(JSON.parse(body)))
  const names = shapes.flatMap(({ criteria }) => criteria.map(({ code, question }) => [code, question.any.vi] as const))
  const labels = listed(names, (raw) => raw)
  const asked = (key: string, comparable: string) =>
    shapes
      .filter((shape) => shape.comparable === comparable)
      .flatMap(({ criteria }) => criteria.filter(({ code }) => code === key))
  return {
    ...labels,
    labelOf: (key, comparable) => asked(key, comparable)[0]?.question.any.vi ?? labels.labelOf(key, comparable),
  }
}

const keyOfDate = {
  day: (date: string) => date,
  week: weekOf,
  month: monthOf,
  quarter: quarterOf,
  year: yearOf,
} as const

function timeLabels(by: keyof typeof keyOfDate & Breakdown): Labels {
  return {
    keysOf: (raw) => [keyOfDate[by](raw)],
    labelOf: timeText,
    ordered: (rows) => [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  }
}

const romans: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' }

function timeText(key: string): string {
  const [year = '', part = '', day] = key.split('-')
  if (day !== undefined) return dateText(key)
  if (part.startsWith('W')) return `Tuần ${Number(part.slice(1))}/${year}`
  if (part.startsWith('Q')) return `Quý ${romans[part.slice(1)] ?? ''}/${year}`
  return part === '' ? `Năm ${year}` : `Tháng ${Number(part)}/${year}`
}
