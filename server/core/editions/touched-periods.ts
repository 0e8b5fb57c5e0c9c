import type { DateRange } from '../time/period.ts'

/** A closed period with the codes of all units whose ratings are in it. */
export interface CoveredPeriod extends DateRange {
  readonly unit: string
  /** null: a free range. */
  readonly period: string | null
  readonly covers: ReadonlySet<string>
}

/** New ratings of a unit on a civil day. */
export interface NewRatings {
  readonly unit: string
  readonly date: string
  readonly count: number
}

/** A closed period that new ratings belong to: they are in its figures only once it is amended. */
export interface TouchedPeriod {
  readonly unit: string
  readonly period: CoveredPeriod
  readonly ratings: number
}

/** In the order of the periods; those that no new rating belongs to are left out. */
export function touchedPeriods(
  periods: readonly CoveredPeriod[],
  ratings: readonly NewRatings[],
): readonly TouchedPeriod[] {
  return periods.flatMap((period) => {
    const own = ratings.filter(({ unit, date }) => isCovered(unit, period) && period.from <= date && date <= period.to)
    const count = own.reduce((sum, one) => sum + one.count, 0)
    return count === 0 ? [] : [{ unit: period.unit, period, ratings: count }]
  })
}

/** A unit that is only about to be made lies under the one whose code it carries in front. */
const isCovered = (unit: string, { covers }: CoveredPeriod): boolean =>
  covers.has(unit) || covers.has(unit.slice(0, Math.max(0, unit.lastIndexOf('.'))))
