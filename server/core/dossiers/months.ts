import type { CutOffDay, DateRange } from '../time/period.ts'
import { addDays, isWholeMonths, monthOf, resolvePeriod } from '../time/period.ts'

/** Whole months of one calendar: that of the year, or the one in which a month runs from the 15th to the 14th. */
export interface CountMonths {
  /** `2026-03`, in their order. */
  readonly months: readonly string[]
  readonly cutOffDay: CutOffDay
}

/** Whether the text is the key of a month: `2026-03`. */
export const isMonthKey = (text: string): boolean => /^[12]\d{3}-(?:0[1-9]|1[0-2])$/.test(text)

/**
 * The months that a range is made of, for which dossiers are counted.
 * @returns null where it is not whole months of either calendar: no count is known of a part of a month
 */
export function monthsOfRange({ from, to }: DateRange): CountMonths | null {
  if (isWholeMonths({ from, to })) return { months: monthsBetween(monthOf(from), monthOf(to)), cutOffDay: null }
  if (from > to || !from.endsWith('-15') || !to.endsWith('-14')) return null
  // 15 February to 14 March is March.
  return { months: monthsBetween(monthOf(addDays(from, 20)), monthOf(to)), cutOffDay: 14 }
}

/** The days of a month of a calendar. @returns null for no month */
export const rangeOfMonth = (month: string, cutOffDay: CutOffDay): DateRange | null =>
  isMonthKey(month) ? resolvePeriod(month, cutOffDay) : null

/** The month of a calendar that a day lies in. */
export function monthHolding(date: string, cutOffDay: CutOffDay): string {
  return cutOffDay === 14 && date.slice(8) > '14' ? nextMonth(monthOf(date)) : monthOf(date)
}

/** All months from one to the other, both included; none when the last comes first. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}

const nextMonth = (month: string): string => monthOf(addDays(`${month}-28`, 4))
