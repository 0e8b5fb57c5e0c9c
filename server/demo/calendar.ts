import { weekdayOf } from '#core/time/opening-hours'
import { addDays, daysBetween } from '#core/time/period'

/** Days without reception: New Year's Day, Tết, Giỗ Tổ, 30/4, 1/5, 2/9, of the years a demonstration can reach. */
const holidays: ReadonlySet<string> = new Set([
  ...['2024-09-02', '2024-09-03', '2025-01-01', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'],
  ...['2025-04-07', '2025-04-30', '2025-05-01', '2025-09-01', '2025-09-02', '2026-01-01', '2026-02-16', '2026-02-17'],
  ...['2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27', '2026-04-30', '2026-05-01', '2026-09-01', '2026-09-02'],
  ...['2027-01-01', '2027-02-05', '2027-02-08', '2027-02-09', '2027-02-10', '2027-04-16', '2027-04-30', '2027-09-02'],
])

/** The days on which the offices were open, oldest first, from `from` to `to`, both inclusive. */
export function workingDays(from: string, to: string): readonly string[] {
  const count = Math.max(0, daysBetween(from, to) + 1)
  return Array.from({ length: count }, (_, after) => addDays(from, after)).filter((day) => isWorkingDay(day))
}

/** The same day that many months earlier; in a shorter month its last one. */
export function monthsBefore(day: string, count: number): string {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
  const total = year * 12 + month - 1 - count
  const first = `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}-01`
  const found = addDays(first, date - 1)
  return found.slice(0, 7) === first.slice(0, 7) ? found : addDays(`${found.slice(0, 7)}-01`, -1)
}

/** The days without reception of a year, oldest first. */
export const holidaysOf = (year: string): readonly string[] =>
  [...holidays].filter((day) => day.startsWith(year)).sort()

function isWorkingDay(day: string): boolean {
  return weekdayOf(day) < 5 && !holidays.has(day)
}
