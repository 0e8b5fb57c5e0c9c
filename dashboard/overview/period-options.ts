import { addDays, resolvePeriod, yearOf } from '#core/time/period'
import { periodWords } from '#core/words/periods'
import type { CutOffDay } from '#core/time/period'

export interface PeriodOption {
  readonly value: string
  /** A running period says that it is one. */
  readonly words: string
  readonly isRunning: boolean
}

/** The periods of one year, the long ones first. */
export interface PeriodYear {
  readonly year: string
  readonly options: readonly PeriodOption[]
}

/** How many years, counted from the newest, are offered by the month too: older ones would make the list endless. */
const YEARS_WITH_MONTHS = 2

const longParts = ['', '-9M', '-6M', '-Q4', '-Q3', '-Q2', '-Q1'] as const
const allParts = [
  ...longParts,
  '-12', '-11', '-10', '-09', '-08', '-07', '-06', '-05', '-04', '-03', '-02', '-01',
] as const // prettier-ignore

export interface PeriodScope {
  readonly today: string
  readonly cutOffDay: CutOffDay
  /** The first day with responses; null where there are none. */
  readonly firstDay: string | null
  /** Only periods that are over: those who see no others. */
  readonly finished?: boolean
  /** What those who see no others are shown first: the newest closed quarter; null where nothing is closed. */
  readonly closedPeriod?: string | null
}

/** Whether the text names a period, of whatever year. */
export function isPeriod(text: string): boolean {
  return resolvePeriod(text, null) !== null
}

/** The period that the address asks for; null when it asks for none or for something that is no period. */
export function periodIn(query: URLSearchParams): string | null {
  const period = query.get('period')
  return period !== null && isPeriod(period) ? period : null
}

/**
 * The periods that have begun by today and did not end before the first response, newest year first: of the newest two
 * reporting years all of them, of the years before those longer than a month. Without a response, the running ones. Where
 * reports close on the 14th, the next year may have begun in December.
 */
export function periodOptions({ today, cutOffDay, firstDay, finished = false }: PeriodScope): readonly PeriodYear[] {
  const since = firstDay ?? today
  const newest = reportingYearOf(today, cutOffDay)
  const count = Math.max(1, newest - reportingYearOf(since, cutOffDay) + 1)
  return Array.from({ length: count }, (_, index) => {
    const year = String(newest - index)
    const parts = index < YEARS_WITH_MONTHS ? allParts : longParts
    return { year, options: optionsOf(year, parts, { today, cutOffDay, since, finished }) }
  }).filter(({ options }) => options.length > 0)
}

/**
 * The period that is shown when none is asked for: the last quarter that is over and not before the first response, since
 * a running one says little at its beginning; else the running one, or the last that is over for those who see no others.
 * These see closed periods alone, so that it is the newest closed quarter where there is one.
 */
export function defaultPeriod(scope: PeriodScope): string {
  if (scope.finished && scope.closedPeriod) return scope.closedPeriod
  const quarters = periodOptions(scope).flatMap(({ options }) => options.filter(({ value }) => value.includes('-Q')))
  const found = quarters.find(({ isRunning }) => !isRunning) ?? quarters[0]
  return found?.value ?? lastOver(scope.today, scope.cutOffDay)
}

/** The last quarter that is over, whether or not there was a response by then. */
function lastOver(today: string, cutOffDay: CutOffDay): string {
  const aYearAgo = addDays(today, -366)
  const years = periodOptions({ today, cutOffDay, firstDay: aYearAgo, finished: true })
  const values = years.flatMap(({ options }) => options.map(({ value }) => value))
  return values.find((value) => value.includes('-Q')) ?? `${yearOf(today)}-Q1`
}

/** Whether the period is a single month, which is too short for a verdict to mean much. */
export function isMonth(period: string): boolean {
  return /^\d{4}-\d{2}$/.test(period)
}

/** The year whose reports the day belongs to. */
function reportingYearOf(day: string, cutOffDay: CutOffDay): number {
  const year = Number(yearOf(day))
  const range = resolvePeriod(String(year), cutOffDay)
  return range !== null && range.to < day ? year + 1 : year
}

interface OfferedPeriods {
  readonly today: string
  readonly cutOffDay: CutOffDay
  /** What ended before is left out. */
  readonly since: string
  readonly finished: boolean
}

function optionsOf(
  year: string,
  parts: readonly string[],
  { today, cutOffDay, since, finished }: OfferedPeriods,
): readonly PeriodOption[] {
  return parts.flatMap((part) => {
    const value = `${year}${part}`
    const range = resolvePeriod(value, cutOffDay)
    if (range === null || range.from > today || range.to < since) return []
    const isRunning = range.to >= today
    if (finished && isRunning) return []
    return [{ value, words: isRunning ? `${periodWords(value)} (đang chạy)` : periodWords(value), isRunning }]
  })
}
