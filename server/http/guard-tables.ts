import type { Breakdown } from '#contract/satisfaction'
import { addCounts, countOf, nobody, sumCounts, without } from '#core/count'
import type { Count } from '#core/count'
import { hideCells } from '#core/hidden-cells'
import type { HiddenCells, TableCell, Union } from '#core/hidden-cells'
import { exposedBy } from '#core/hidden-periods'
import { yearOf } from '#core/period'
import { monthsOfYear } from '#core/report-periods'
import type { ReportPeriod } from '#core/report-periods'
import type { Suppression } from '#core/suppression'
import type { HalfMonthCell, Selection } from '../store/figures.ts'
import { labelsFor } from './satisfaction-labels.ts'
import type { Chosen, SelectionParts } from './satisfaction-selection.ts'

/** What the cells of a table are told apart by; each total and each criterion stands alone. */
export type Axis = Extract<
  Breakdown,
  'total' | 'area' | 'procedure' | 'unit' | 'counter' | 'channel' | 'stage' | 'criterion'
>

/** What is hidden in a table of one period, of rows that may be added up. */
export type GuardTable = (period: ReportPeriod, comparable: string) => HiddenCells

interface Loading {
  readonly chosen: Chosen
  readonly parts: SelectionParts
}

const noFilters = {
  areaIds: null, procedureId: null, stage: null, channel: null, counterIds: null, questionnaireId: null,
} as const // prettier-ignore

/**
 * Reads a table for all periods of the question.
 * @param narrow the question's own part of it; null when the table is about everything
 */
export async function loadTable(axis: Axis, narrow: Selection | null, { chosen, parts }: Loading): Promise<GuardTable> {
  // The year before too: with a cut-off the year of a period begins in December.
  const from = `${Number(yearOf(chosen.range.from)) - 1}-12-15`
  const everything = await parts.figures.halfMonths({ ...chosen.selection, ...noFilters, from }, axis)
  const own = narrow && (await parts.figures.halfMonths({ ...narrow, from }, axis))
  const labels = await labelsFor({ ...chosen, by: axis, group: null }, parts)
  const keyOf = (raw: string): string | undefined => labels.keysOf(raw)[0]
  const fixed = { smallestCell: chosen.view.policy.smallestCell, ...(axis === 'area' ? unionsOf(chosen) : noUnions) }
  const decided = new Map<string, HiddenCells>()
  return (period, comparable) => {
    const place = `${period.year} ${period.firstMonth} ${period.monthCount} ${period.cutOffDay} ${comparable}`
    const known = decided.get(place)
    if (known) return known
    const question = { ...fixed, period }
    const wide = seriesOf(everything, comparable, keyOf)
    const line = own && seriesOf(own, comparable, keyOf)
    const isAlone = axis === 'total' || axis === 'criterion'
    const hidden = isAlone ? decideEach(wide, line, question) : decideTable(wide, line, question)
    decided.set(place, hidden)
    return hidden
  }
}

const noUnions = { groups: [], unions: [] }

/** The groups of areas, and an officer's own areas in all of them and in each. */
function unionsOf({ areas, view }: Chosen): { groups: Union[]; unions: Union[] } {
  const codes = [...new Set(areas.flatMap((area) => area.groups))]
  const groups = codes.map((key) => ({
    key,
    members: new Set(areas.filter((area) => area.groups.includes(key)).map(({ code }) => code)),
  }))
  const own = view.areas
  if (own === null) return { groups, unions: [] }
  const ownOf = (members: Iterable<string>) => new Set([...members].filter((code) => own.includes(code)))
  return {
    groups,
    unions: [
      { key: 'own chung', members: ownOf(areas.map(({ code }) => code)) },
      ...groups.map(({ key, members }) => ({ key: `own ${key}`, members: ownOf(members) })),
    ],
  }
}

/** Counts of each key by half-month. */
type Series = ReadonlyMap<string, ReadonlyMap<string, Count>>

function seriesOf(
  cells: readonly HalfMonthCell[],
  comparable: string,
  keyOf: (raw: string) => string | undefined,
): Series {
  const series = new Map<string, Map<string, Count>>()
  for (const cell of cells) {
    const key = keyOf(cell.raw)
    if (key === undefined || cell.comparable !== comparable) continue
    const halves = series.get(key) ?? new Map<string, Count>()
    halves.set(cell.firstDay, addCounts(halves.get(cell.firstDay) ?? nobody, countOf(cell.tally)))
    series.set(key, halves)
  }
  return series
}

interface TableQuestion {
  readonly period: ReportPeriod
  readonly smallestCell: number
  readonly groups: readonly Union[]
  readonly unions: readonly Union[]
}

/** @param line the part of the table that the question is about; null: all of it */
function decideTable(wide: Series, line: Series | null, question: TableQuestion): HiddenCells {
  const whole = hideCells(
    [...wide].map(([key, halves]) => cellOf(key, { halves, question })),
    question,
  )
  if (line === null) return whole
  const cells = [...wide].map(([key, wider]) => {
    const cell = cellOf(key, { halves: line.get(key), wider, question })
    return { ...cell, isHidden: cell.isHidden || whole.cells.has(key) }
  })
  return hideCells(cells, question)
}

/** Each key by itself: nothing is added up. */
function decideEach(wide: Series, line: Series | null, question: TableQuestion): HiddenCells {
  const cells = new Map<string, Suppression>()
  for (const [key, halves] of wide) {
    const cell = line
      ? cellOf(key, { halves: line.get(key), wider: halves, question })
      : cellOf(key, { halves, question })
    const { total } = hideCells([cell], { ...question, ...noUnions })
    if (total !== null || cell.isHidden) cells.set(key, total ?? 'complement')
  }
  return { cells, unions: new Map(), total: null }
}

interface CellSource {
  readonly halves: ReadonlyMap<string, Count> | undefined
  readonly wider?: ReadonlyMap<string, Count>
  readonly question: TableQuestion
}

function cellOf(key: string, { halves, wider, question }: CellSource): TableCell {
  const { period, smallestCell } = question
  const months = monthCounts(halves, period)
  const whole = sumCounts(months.slice(period.firstMonth))
  const exposed = exposedBy(period, months, smallestCell)
  const rest = wider ? [without(sumCounts(monthCounts(wider, period).slice(period.firstMonth)), whole)] : []
  return { key, parts: [exposed ?? whole, ...rest], isHidden: exposed !== null }
}

/** From the first month of the period's year to its own last. */
function monthCounts(halves: ReadonlyMap<string, Count> | undefined, period: ReportPeriod): Count[] {
  return monthsOfYear(period)
    .slice(0, period.firstMonth + period.monthCount)
    .map(({ from, to }) => {
      const within = [...(halves ?? [])].filter(([day]) => from <= day && day <= to)
      return sumCounts(within.map(([, count]) => count))
    })
}
