import type { ReportQuery } from '#contract/reports'
import { reportRange } from '#core/report/report-periods'
import { addDays, halfMonthOf, isWholeHalfMonths, rangeOfKey } from '#core/time/period'
import { dateText } from '#core/words/format'
import { periodOptions } from '../overview/period-options.ts'
import type { PeriodOption, PeriodScope, PeriodYear } from '../overview/period-options.ts'

/**
 * The periods that can be reported, newest year first: those of figures, and the second half of the year, which offices
 * report in December.
 */
export function reportOptions(scope: PeriodScope): readonly PeriodYear[] {
  return periodOptions(scope).map(({ year, options }) => {
    const half = secondHalf(year, scope)
    const at = options.findIndex(({ value }) => value.includes('-Q'))
    return { year, options: half === null ? options : options.toSpliced(at < 0 ? options.length : at, 0, half) }
  })
}

function secondHalf(year: string, { today, cutOffDay, firstDay }: PeriodScope): PeriodOption | null {
  const value = `${year}-H2`
  const range = reportRange(value, cutOffDay)
  if (range === null || range.from > today || range.to < (firstDay ?? today)) return null
  const isRunning = range.to >= today
  return { value, words: `6 tháng cuối năm ${year}${isRunning ? ' (đang chạy)' : ''}`, isRunning }
}

/** A free range as the address names it: `2026-08-01_2026-09-14`. */
export const freeKey = (from: string, to: string): string => `${from}_${to}`

const freeRange = /^(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})$/

/** What the address asks for, by a period or a free range of whole half-months; null where it says neither. */
export function reportQueryOf(key: string | null): Pick<ReportQuery, 'period' | 'from' | 'to'> | null {
  if (key === null) return null
  const [, from, to] = freeRange.exec(key) ?? []
  if (from !== undefined && to !== undefined) return isWholeHalfMonths({ from, to }) ? { from, to } : null
  return reportRange(key, null) === null ? null : { period: key }
}

/** The half-months in which a free range can begin and end, oldest first. */
export interface HalfMonthChoice {
  readonly from: string
  readonly to: string
  readonly fromWords: string
  readonly toWords: string
}

/** Most half-months that are offered: three years. */
const MOST_HALF_MONTHS = 72

/** All half-months from the first response to today, at most three years of them. */
export function halfMonthChoices(firstDay: string | null, today: string): readonly HalfMonthChoice[] {
  const found: HalfMonthChoice[] = []
  let day = today
  while (found.length < MOST_HALF_MONTHS) {
    const range = rangeOfKey(halfMonthOf(day))
    if (range === null) break
    found.unshift({ ...range, fromWords: dateText(range.from), toWords: dateText(range.to) })
    if (range.from <= (firstDay ?? today)) break
    day = addDays(range.from, -1)
  }
  return found
}
