import { addDays, isWholeHalfMonths, resolvePeriod, yearOf } from '../time/period.ts'
import type { CutOffDay, DateRange } from '../time/period.ts'
import type { CountedTable } from './atoms.ts'

/** A period by its name, with its days. */
export interface NamedPeriod extends DateRange {
  readonly period: string
}

const parts = ['', '-9M', '-6M', '-Q1', '-Q2', '-Q3', '-Q4'] as const
const monthParts = Array.from({ length: 12 }, (_, index) => `-${String(index + 1).padStart(2, '0')}`)

/** The periods of a year by the day on which the office closes its reports, the largest first. */
export const periodsOf = (year: string, cutOffDay: CutOffDay): readonly NamedPeriod[] =>
  [...parts, ...monthParts].flatMap((part) => {
    const period = `${year}${part}`
    const range = resolvePeriod(period, cutOffDay)
    return range ? [{ period, ...range }] : []
  })

/**
 * The periods that are over and have a day since the office began, the largest first, older ones of a size first.
 *
 * @param firstDay the first day with a rating
 * @param today no period that has this day in it is over
 */
export function endedPeriods(firstDay: string, today: string, cutOffDay: CutOffDay): readonly NamedPeriod[] {
  const [first, last] = [Number(yearOf(firstDay)), Number(yearOf(today)) + 1]
  const years = Array.from({ length: last - first + 2 }, (_, index) => String(first + index))
  return years
    .flatMap((year) => periodsOf(year, cutOffDay))
    .filter(({ from, to }) => to < today && to >= firstDay && from <= to)
    .sort((a, b) => daysOf(b) - daysOf(a) || (a.from < b.from ? -1 : 1))
}

const daysOf = ({ period }: NamedPeriod): number => sizes[period.slice(4, 6)] ?? (period.length === 4 ? 12 : 1)
const sizes: Readonly<Record<string, number>> = { '-9': 9, '-6': 6, '-Q': 3 }

/** Whether a name is a month's. */
const isMonth = (period: string): boolean => /^\d{4}-\d{2}$/.test(period)

/**
 * What readers could see of a period: months and shorter ranges the total and the groups, so that a month never stands in
 * the way of its quarter; longer ones the rest too, what is asked for most first.
 */
export function readerTables({
  period,
  from,
  to,
}: DateRange & { readonly period: string | null }): readonly CountedTable[] {
  const isShort = period === null ? halvesOf({ from, to }).length < 6 : isMonth(period)
  return isShort ? ['total', 'group'] : ['total', 'group', 'area', 'unit', 'answeredBy', 'stage', 'channel', 'counter']
}

/** The half-months of a range made of whole ones: `2026-03-1`. */
export function halvesOf({ from, to }: DateRange): readonly string[] {
  if (!isWholeHalfMonths({ from, to })) return []
  const halves: string[] = []
  for (let day = from; day <= to; day = nextStart(day)) halves.push(`${day.slice(0, 7)}-${day.endsWith('01') ? 1 : 2}`)
  return halves
}

/** From the 1st to the 15th, and from there to the 1st. */
function nextStart(day: string): string {
  if (day.endsWith('-01')) return `${day.slice(0, 8)}15`
  return `${addDays(day, 20).slice(0, 8)}01`
}
