import { addDays, monthOf, resolvePeriod, yearOf } from '#core/period'
import { periodWords } from '../i18n/period-words.ts'
import type { CutOffDay, DateRange } from '#core/period'

export interface PeriodOption {
  readonly value: string
  readonly words: string
}

/** The periods of one year, the long ones first. */
export interface PeriodYear {
  readonly year: string
  readonly options: readonly PeriodOption[]
}

const parts = [
  '', '-9M', '-6M', '-Q4', '-Q3', '-Q2', '-Q1',
  '-12', '-11', '-10', '-09', '-08', '-07', '-06', '-05', '-04', '-03', '-02', '-01',
] as const // prettier-ignore

/** Whether the text names a period, of whatever year. */
export function isPeriod(text: string): boolean {
  return resolvePeriod(text, null) !== null
}

/**
 * The periods that have begun by today, of the newest two reporting years, newest first. Where reports close on the
 * 14th, the next year may have begun in December.
 */
export function periodOptions(today: string, cutOffDay: CutOffDay): readonly PeriodYear[] {
  const thisYear = Number(yearOf(today))
  const begun = [thisYear + 1, thisYear, thisYear - 1]
    .map((year) => ({ year: String(year), options: optionsOf(String(year), today, cutOffDay) }))
    .filter(({ options }) => options.length > 0)
  return begun.slice(0, 2)
}

/** The quarter that today belongs to, by the cut-off day. */
export function currentQuarter(today: string, cutOffDay: CutOffDay): string {
  const quarters = periodOptions(today, cutOffDay).flatMap(({ options }) => options.map(({ value }) => value))
  return quarters.find((value) => value.includes('-Q')) ?? `${yearOf(today)}-Q1`
}

/** Whether the period is a single month, which is too short for a verdict to mean much. */
export function isMonth(period: string): boolean {
  return /^\d{4}-\d{2}$/.test(period)
}

/** The whole calendar months of the range that are over; null when there is none. */
export function finishedMonths(range: DateRange, today: string): DateRange | null {
  const from = range.from.endsWith('-01') ? range.from : startOfNextMonth(range.from)
  const lastDay = range.to < today ? range.to : addDays(today, -1)
  const afterLast = addDays(lastDay, 1)
  const to = addDays(`${monthOf(afterLast)}-01`, -1)
  return from <= to ? { from, to } : null
}

function optionsOf(year: string, today: string, cutOffDay: CutOffDay): readonly PeriodOption[] {
  return parts
    .map((part) => `${year}${part}`)
    .filter((value) => {
      const range = resolvePeriod(value, cutOffDay)
      return range !== null && range.from <= today
    })
    .map((value) => ({ value, words: periodWords(value) }))
}

function startOfNextMonth(date: string): string {
  const range = resolvePeriod(monthOf(date), null)
  return range === null ? date : addDays(range.to, 1)
}
