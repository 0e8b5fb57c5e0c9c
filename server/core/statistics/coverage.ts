import type { DateRange } from '../time/period.ts'

/** How much of a period a figure speaks of: the days on which the office receives people, and those of them with a rating. */
export interface Coverage {
  readonly openDays: number
  readonly ratedDays: number
}

/**
 * The coverage of a period, or of a part of it.
 *
 * @param openDays civil days on which the office receives people, in or out of the period
 * @param rated civil days with a rating, in or out of the period
 */
export function coverageOf({ from, to }: DateRange, openDays: readonly string[], rated: ReadonlySet<string>): Coverage {
  const open = openDays.filter((day) => from <= day && day <= to)
  return { openDays: open.length, ratedDays: open.filter((day) => rated.has(day)).length }
}

/**
 * Whether the ratings are of a part of the period only: of fewer than half of its open days, those to come included. Five
 * weeks say nothing of a year, so no verdict on the year is given from them.
 */
export const isPartial = ({ openDays, ratedDays }: Coverage): boolean => ratedDays * 2 < openDays

/** The day on which an office began, where that lies within the range and not at its start; null where it does not. */
export const beganWithin = ({ from, to }: DateRange, firstDay: string | null): string | null =>
  firstDay !== null && from < firstDay && firstDay <= to ? firstDay : null
