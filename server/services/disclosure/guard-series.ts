import { addCounts, countOf, emptyCount, without } from '#core/statistics/count'
import type { Count } from '#core/statistics/count'
import { countIn, exposedInYear, spanOf } from '#core/disclosure/hidden-periods'
import type { ExposedBy, YearOfCell } from '#core/disclosure/hidden-periods'
import { halfMonthsOfYear } from '#core/time/report-periods'
import type { ReportPeriod } from '#core/time/report-periods'
import type { HalfMonthCell } from '../../store/figures/cells.ts'

/** A cell, several together, or what is left of one, through the years. */
export interface Timeline {
  /** By the first day of the half-month. */
  readonly halves: ReadonlyMap<string, Count>
  countOf(period: ReportPeriod): Count
  /** What would become known of its other periods; null: nothing about few. */
  exposedBy(period: ReportPeriod): Count | null
}

/** The cells of a table. */
export interface Series {
  readonly cells: ReadonlyMap<string, Timeline>
  /** Several cells as one. */
  together(members: ReadonlySet<string>): Timeline
  /** What is left of a wider cell without the series' own. */
  leftOf(wider: Timeline, key: string): Timeline
}

type Rules = Pick<YearOfCell, 'smallestCell' | 'cutOffDay'>

/** The cells of a table, for each group of questionnaires whose answers may be added up. */
export function createSeries(
  cells: readonly HalfMonthCell[],
  { keyOf, ...rules }: Rules & { readonly keyOf: (raw: string) => string | undefined },
): (comparable: string) => Series {
  const known = new Map<string, Series>()
  return (comparable) =>
    entry(known, comparable, () => {
      const halves = new Map<string, Map<string, Count>>()
      for (const { raw, firstDay, tally } of cells.filter((cell) => cell.comparable === comparable)) {
        const key = keyOf(raw)
        if (key !== undefined)
          addTo(
            entry(halves, key, () => new Map<string, Count>()),
            firstDay,
            countOf(tally),
          )
      }
      return seriesOf(new Map([...halves].map(([key, ofKey]) => [key, createTimeline(ofKey, rules)])), rules)
    })
}

function seriesOf(cells: ReadonlyMap<string, Timeline>, rules: Rules): Series {
  const unions = new Map<ReadonlySet<string>, Timeline>()
  const rests = new Map<Timeline, Timeline>()
  return {
    cells,
    together: (members) =>
      entry(unions, members, () => {
        const halves = new Map<string, Count>()
        for (const key of members) for (const [day, count] of cells.get(key)?.halves ?? []) addTo(halves, day, count)
        return createTimeline(halves, rules)
      }),
    leftOf: (wider, key) =>
      entry(rests, wider, () => {
        const own = cells.get(key)?.halves
        const left = [...wider.halves].map(
          ([day, count]) => [day, without(count, own?.get(day) ?? emptyCount)] as const,
        )
        return createTimeline(new Map(left), rules)
      }),
  }
}

function createTimeline(halves: ReadonlyMap<string, Count>, rules: Rules): Timeline {
  const countsOf = (year: string): Count[] => halfMonthsOfYear(year).map((day) => halves.get(day) ?? emptyCount)
  const years = new Map<string, ExposedBy>()
  return {
    halves,
    countOf: (period) => countIn(countsOf(period.year), spanOf(period)),
    exposedBy: (period) =>
      entry(years, period.year, () => exposedInYear({ ...rules, halves: countsOf(period.year) }))(period),
  }
}

const addTo = (halves: Map<string, Count>, day: string, count: Count) =>
  halves.set(day, addCounts(halves.get(day) ?? emptyCount, count))

/** What the map holds under the key, made on first use. */
function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
