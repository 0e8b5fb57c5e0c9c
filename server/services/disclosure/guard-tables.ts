import { NONE } from '#core/statistics/breakdown'
import { emptyCount } from '#core/statistics/count'
import { hideCells } from '#core/disclosure/hidden-cells'
import type { HiddenCells, TableCell, Union } from '#core/disclosure/hidden-cells'
import { answeringOffices, COMMITTEE, isAnsweredBy } from '#core/words/answering-offices'
import { yearOf } from '#core/time/period'
import type { ReportPeriod } from '#core/time/report-periods'
import type { Suppression } from '#core/disclosure/suppression'
import type { CellFilter } from '../../store/figures/cell-filter.ts'
import type { HalfMonthCell } from '../../store/figures/cells.ts'
import { createSeries } from './guard-series.ts'
import type { Series, Timeline } from './guard-series.ts'
import type { Axis, GuardReads, GuardedQuestion } from './guarded-question.ts'

/** What is hidden in a table of one period, of rows that may be added up. */
export type GuardTable = (period: ReportPeriod, comparable: string) => HiddenCells

interface Loading {
  readonly guarded: GuardedQuestion
  readonly reads: GuardReads
}

const noFilters = {
  areaIds: null, procedureId: null, stage: null, channel: null, counterIds: null, questionnaireId: null,
} as const // prettier-ignore

/**
 * Reads a table for all periods of the question.
 * @param narrow the question's own part of it; null when the table is about everything
 */
export async function loadTable(
  axis: Axis,
  narrow: CellFilter | null,
  { guarded, reads }: Loading,
): Promise<GuardTable> {
  // With a cut-off the year of a period begins in the December before.
  const from = `${Number(yearOf(guarded.range.from)) - 1}-12-15`
  const everything = await reads.halfMonths({ ...guarded.cells, ...noFilters, from }, axis)
  const own = narrow && (await reads.halfMonths({ ...narrow, from }, axis))
  const keyOf = await reads.keysOf(axis)
  const { smallestCell } = guarded.audience.policy
  const seriesOf = (cells: readonly HalfMonthCell[]) =>
    createSeries(cells, { keyOf, smallestCell, cutOffDay: guarded.closing })
  const wide = seriesOf(everything)
  const line = own && seriesOf(own)
  const fixed = { smallestCell, ...(axis === 'area' ? unionsOf(guarded) : noUnions) }
  const decided = new Map<string, HiddenCells>()
  return (period, comparable) => {
    const place = `${period.year} ${period.firstMonth} ${period.monthCount} ${period.cutOffDay} ${comparable}`
    const known = decided.get(place)
    if (known) return known
    const question = { ...fixed, period }
    const isAlone = axis === 'total' || axis === 'criterion'
    const decide = isAlone ? decideEach : decideTable
    const hidden = decide(wide(comparable), line && line(comparable), question)
    decided.set(place, hidden)
    return hidden
  }
}

const noUnions = { groups: [], unions: [] }

type MemberSet = Omit<Union, 'isHidden'>

/** What the areas of an office are called among unions: no group has such a code. */
export const officeKey = (office: string): string => `by ${office}`

/** The areas of each office, of the UBND as a whole, and those of which nobody said whose they are. */
function officesOf(areas: GuardedQuestion['areas']): MemberSet[] {
  const offices = [...answeringOffices.map(({ code }) => code), COMMITTEE].map((office) => ({
    key: officeKey(office),
    members: new Set(areas.filter((area) => isAnsweredBy(area.answeredBy, office)).map(({ code }) => code)),
  }))
  const unsaid = areas.filter(({ answeredBy }) => answeredBy === null).map(({ code }) => code)
  return [...offices, { key: officeKey(NONE), members: new Set([...unsaid, NONE]) }]
}

/** The groups of areas, all areas together, those of each office, and an officer's own areas in all of them and in each. */
function unionsOf({ areas, audience }: GuardedQuestion): { groups: MemberSet[]; unions: MemberSet[] } {
  const codes = [...new Set(areas.flatMap((area) => area.groups))]
  const groups = codes.map((key) => ({
    key,
    members: new Set(areas.filter((area) => area.groups.includes(key)).map(({ code }) => code)),
  }))
  const all = { key: 'chung', members: new Set([...areas.map(({ code }) => code), NONE]) }
  const own = audience.areas
  const offices = officesOf(areas)
  if (own === null) return { groups, unions: [all, ...offices] }
  const ownOf = (members: Iterable<string>) => new Set([...members].filter((code) => own.includes(code)))
  return {
    groups,
    unions: [
      all,
      { key: 'own chung', members: ownOf(all.members) },
      ...[...groups, ...offices].map(({ key, members }) => ({ key: `own ${key}`, members: ownOf(members) })),
    ],
  }
}

interface TableQuestion {
  readonly period: ReportPeriod
  readonly smallestCell: number
  readonly groups: readonly MemberSet[]
  readonly unions: readonly MemberSet[]
}

/** @param line the part of the table that the question is about; null: all of it */
function decideTable(wide: Series, line: Series | null, question: TableQuestion): HiddenCells {
  const whole = hideCells(
    [...wide.cells].map(([key, timeline]) => cellOf(key, timeline, question)),
    judged(wide, question),
  )
  if (line === null) return whole
  const cells = [...wide.cells].map(([key, wider]) => {
    const cell = partOf(key, { line, wider, question })
    return { ...cell, isHidden: cell.isHidden || whole.cells.has(key) }
  })
  return hideCells(cells, judged(line, question))
}

/** Sums of cells are figures of their own: they have months and quarters too. */
function judged(series: Series, question: TableQuestion) {
  const judge = (union: MemberSet): Union => {
    return { ...union, isHidden: series.together(union.members).exposedBy(question.period) !== null }
  }
  return { ...question, groups: question.groups.map(judge), unions: question.unions.map(judge) }
}

/** Each key by itself: nothing is added up. */
function decideEach(wide: Series, line: Series | null, question: TableQuestion): HiddenCells {
  const { smallestCell } = question
  const cells = new Map<string, Suppression>()
  for (const [key, wider] of wide.cells) {
    const cell = line ? partOf(key, { line, wider, question }) : cellOf(key, wider, question)
    const { total } = hideCells([cell], { smallestCell, groups: [], unions: [] })
    if (total !== null || cell.isHidden) cells.set(key, total ?? 'complement')
  }
  return { cells, unions: new Map(), total: null }
}

function cellOf(key: string, timeline: Timeline | undefined, { period }: TableQuestion): TableCell {
  const exposed = timeline?.exposedBy(period) ?? null
  return { key, parts: [exposed ?? timeline?.countOf(period) ?? emptyCount], isHidden: exposed !== null }
}

interface PartSource {
  readonly line: Series
  readonly wider: Timeline
  readonly question: TableQuestion
}

/** A cell of a part of the table, and what the part leaves of the whole cell. */
function partOf(key: string, { line, wider, question }: PartSource): TableCell {
  const own = cellOf(key, line.cells.get(key), question)
  const rest = cellOf(key, line.leftOf(wider, key), question)
  return { key, parts: [...own.parts, ...rest.parts], isHidden: own.isHidden || rest.isHidden }
}
