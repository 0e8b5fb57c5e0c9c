import type { DateRange } from './period.ts'
import { addDays, halfMonthOf, rangeOfKey } from './period.ts'

/**
 * The report period before: of a month or a quarter the one before it, of six or nine months and of a year the same of the
 * year before (`2026-Q1` → `2025-Q4`, `2026-6M` → `2025-6M`).
 */
export function previousPeriod(period: string): string {
  const year = Number(period.slice(0, 4))
  const part = period.slice(5)
  const [letter, last] = part.startsWith('Q') ? ['Q', 4] : ['', 12]
  const count = Number(part.slice(letter.length))
  if (part === '' || Number.isNaN(count)) return `${year - 1}${period.slice(4)}`
  const [inYear, place] = count > 1 ? [year, count - 1] : [year - 1, last]
  return `${inYear}-${letter}${letter === '' ? String(place).padStart(2, '0') : place}`
}

/** The range of as many half-months that ends the day before. @param range whole half-months */
export function rangeBefore(range: DateRange): DateRange {
  let from = range.from
  for (let count = halfMonthsIn(range); count > 0; count -= 1)
    from = rangeOfKey(halfMonthOf(addDays(from, -1)))?.from ?? from
  return { from, to: addDays(range.from, -1) }
}

/** How many half-months the range is made of. @param range whole half-months */
export function halfMonthsIn({ from, to }: DateRange): number {
  let count = 0
  for (let day = from; day <= to; day = addDays(rangeOfKey(halfMonthOf(day))?.to ?? to, 1)) count += 1
  return count
}
