import type { DateRange } from './period.ts'
import { addDays, daysBetween } from './period.ts'

/** Minutes of the civil day, 0 to 1440: open from `opens` on, no longer at `closes`. */
export interface OpeningSpan {
  readonly opens: number
  readonly closes: number
}

/** When an office receives people. */
export interface OpeningHours {
  /** Monday first, seven entries; a day without spans is closed. */
  readonly week: readonly (readonly OpeningSpan[])[]
  /** Days closed besides, such as public holidays, as `YYYY-MM-DD`. */
  readonly closedDays: readonly string[]
}

export const WEEKDAYS = 7

const workday: readonly OpeningSpan[] = [
  { opens: 450, closes: 690 },
  { opens: 810, closes: 1020 },
]

/** The usual hours of a commune's office, 7:30–11:30 and 13:30–17:00 from Monday to Friday, until it says otherwise. */
export const usualHours: OpeningHours = {
  week: [workday, workday, workday, workday, workday, [], []],
  closedDays: [],
}

/**
 * Whether the office receives people at that time.
 *
 * @param civilDate `YYYY-MM-DD` in Vietnam.
 * @param minutes since midnight in Vietnam.
 */
export function isOpenAt(hours: OpeningHours, civilDate: string, minutes: number): boolean {
  if (hours.closedDays.includes(civilDate)) return false
  const spans = hours.week[weekdayOf(civilDate)] ?? []
  return spans.some(({ opens, closes }) => opens <= minutes && minutes < closes)
}

/** The days of a range on which the office receives people. */
export function openDaysIn({ from, to }: DateRange, { week, closedDays }: OpeningHours): readonly string[] {
  const closed = new Set(closedDays)
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index))
  return days.filter((day) => !closed.has(day) && (week[weekdayOf(day)] ?? []).length > 0)
}

/** The hours that units have set themselves, by unit; one that has set none is left out. */
export type OwnHours = ReadonlyMap<number, OpeningHours>

/** The hours that hold for the first unit of a chain, which begins with a unit and ends with the root. */
export function hoursAlong(chain: readonly number[], own: OwnHours): OpeningHours {
  for (const id of chain) {
    const hours = own.get(id)
    if (hours) return hours
  }
  return usualHours
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(civilDate: string): number {
  return (new Date(`${civilDate}T00:00:00Z`).getUTCDay() + 6) % WEEKDAYS
}

/** What is wrong with the spans of one day; null when nothing is. */
export function spanProblem(spans: readonly OpeningSpan[]): 'closes_before_opens' | 'spans_overlap' | null {
  if (spans.some(({ opens, closes }) => closes <= opens)) return 'closes_before_opens'
  const sorted = [...spans].sort((one, other) => one.opens - other.opens)
  const overlap = sorted.some(({ opens }, index) => opens < (sorted[index - 1]?.closes ?? 0))
  return overlap ? 'spans_overlap' : null
}
