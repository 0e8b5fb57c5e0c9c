import type { Questionnaire } from '#core/questions/questionnaire'
import { OFFICE_MEASURE } from '#core/questions/questionnaire'
import type { ReasonCell } from '#core/disclosure/hidden-reasons'
import { NONE } from '#core/statistics/breakdown'
import type { Count } from '#core/statistics/count'
import { addCounts, emptyCount } from '#core/statistics/count'
import type { DateRange } from '#core/time/period'
import type { AreaRow } from '../../store/catalogue/areas.ts'
import type { AskedCount, ReasonCount } from '../../store/figures/reason-counts.ts'
import type { FigureReads } from '../figures/figure-reads.ts'

/** What was counted of one reason. */
export interface CountedReason {
  readonly code: string
  /** In the words of the newest form that asks for it. */
  readonly label: string
  readonly cells: readonly ReasonCell[]
}

/** Those who were asked for reasons, in one area. */
export interface AskedArea {
  readonly area: string
  readonly answered: Count
  readonly dissatisfied: number
}

/** The reasons of one range in the order of the form, and those who were asked for them. */
export interface CountedReasons {
  readonly reasons: readonly CountedReason[]
  readonly respondents: readonly AskedArea[]
}

/** Whose reasons, of which days. */
export interface ReasonScope {
  readonly unitIds: readonly number[]
  readonly range: DateRange
  readonly areas: readonly AreaRow[]
}

/** "Không có góp ý" asks for nothing to be done better. */
const NO_WISH = 'khong'

/** Counts one range by area: of the forms that ask for reasons and whose answers may be added. */
export async function countReasons(
  { unitIds, range, areas }: ReasonScope,
  reads: FigureReads,
): Promise<CountedReasons> {
  const all = await reads.askedForReasons(unitIds, range)
  const forms = (await reads.forms()).filter(({ shape }) => shape.reasons !== null)
  const ids = new Set(forms.map(({ id }) => id))
  const comparable = mostAsked(
    all.filter(({ questionnaireId }) => ids.has(questionnaireId)),
    new Map(forms.map((form) => [form.id, form.comparable])),
  )
  const ours = forms.filter((form) => form.comparable === comparable)
  const isOurs = ({ questionnaireId }: { readonly questionnaireId: number }) =>
    ours.some(({ id }) => id === questionnaireId)
  const codes = new Map(areas.map(({ id, code }) => [id, code]))
  const codeOf = (areaId: number): string => codes.get(areaId) ?? NONE
  const chosen = (await reads.reasons(unitIds, range)).filter(isOurs)
  return {
    reasons: optionsOf(ours.map(({ shape }) => shape)).map(({ code, label }) => ({
      code,
      label,
      cells: cellsOf(
        chosen.filter(({ reasons }) => reasons.split(' ').includes(code)),
        codeOf,
      ),
    })),
    respondents: askedByArea(all.filter(isOurs), codeOf),
  }
}

/** Of the office's own question where it was asked, else of the one with most answers. */
function mostAsked(counts: readonly AskedCount[], comparableOf: ReadonlyMap<number, string>): string {
  const people = new Map<string, number>()
  for (const each of counts) {
    const comparable = comparableOf.get(each.questionnaireId) ?? ''
    people.set(comparable, (people.get(comparable) ?? 0) + each.people)
  }
  if (people.size === 0 || people.has(OFFICE_MEASURE)) return OFFICE_MEASURE
  return [...people].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? OFFICE_MEASURE
}

/** All reasons that any of these forms offers, the newest form first. */
function optionsOf(shapes: readonly Questionnaire[]): readonly { readonly code: string; readonly label: string }[] {
  const labels = new Map<string, string>()
  for (const { reasons } of shapes.toReversed())
    for (const { code, label } of reasons?.options ?? []) if (!labels.has(code)) labels.set(code, label.vi)
  labels.delete(NO_WISH)
  return [...labels].map(([code, label]) => ({ code, label }))
}

function cellsOf(counts: readonly ReasonCount[], codeOf: (areaId: number) => string): readonly ReasonCell[] {
  const cells = new Map<string, ReasonCell>()
  for (const { areaId, level, count, quick } of counts) {
    const area = codeOf(areaId)
    // One that came too soon after another makes no cell large enough to be shown.
    const more: Count = { answered: count - quick, people: count }
    const before = cells.get(area) ?? { area, chosen: emptyCount, dissatisfied: emptyCount }
    const isDissatisfied = level !== null && level <= 3
    cells.set(area, {
      area,
      chosen: addCounts(before.chosen, more),
      dissatisfied: isDissatisfied ? addCounts(before.dissatisfied, more) : before.dissatisfied,
    })
  }
  return [...cells.values()]
}

function askedByArea(counts: readonly AskedCount[], codeOf: (areaId: number) => string): readonly AskedArea[] {
  const found = new Map<string, AskedArea>()
  for (const { areaId, answered, dissatisfied, people } of counts) {
    const area = codeOf(areaId)
    const before = found.get(area) ?? { area, answered: emptyCount, dissatisfied: 0 }
    found.set(area, {
      area,
      answered: addCounts(before.answered, { answered, people }),
      dissatisfied: before.dissatisfied + dissatisfied,
    })
  }
  return [...found.values()]
}
