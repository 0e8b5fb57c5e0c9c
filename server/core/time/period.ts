/** Days from `from` to `to`, both inclusive, as `YYYY-MM-DD` in the civil time of Vietnam. */
export interface DateRange {
  readonly from: string
  readonly to: string
}

/** The day of the month on which periodic reports close; null means the last day of the month. */
export type CutOffDay = 14 | null

/** A unit's cut-off from the number it is kept as. */
export const cutOffDayOf = ({ cut_off_day: kept }: { readonly cut_off_day: number | null }): CutOffDay =>
  kept === 14 ? 14 : null

const DAY_MS = 86_400_000
/** Whether the text is a day that exists, written `YYYY-MM-DD`, of the years 1000 to 2999. */
export function isCivilDate(text: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const ms = msOf(text)
  return !Number.isNaN(ms) && dateAt(ms) === text
}

/** The date that many days later; earlier when negative. */
export function addDays(date: string, days: number): string {
  return dateAt(msOf(date) + days * DAY_MS)
}

/** Days from one date to the other: 0 for the same day, negative when `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return (msOf(to) - msOf(from)) / DAY_MS
}

/** The key of the calendar year: `2026`. */
export function yearOf(date: string): string {
  return date.slice(0, 4)
}

/** The key of the calendar quarter: `2026-Q1`. */
export function quarterOf(date: string): string {
  return `${yearOf(date)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

/** The key of the calendar month: `2026-03`. */
export function monthOf(date: string): string {
  return date.slice(0, 7)
}

/** The key of the half-month: `2026-03-1` for days 1 to 14, `2026-03-2` for day 15 to the end. */
export function halfMonthOf(date: string): string {
  return `${monthOf(date)}-${Number(date.slice(8, 10)) <= 14 ? 1 : 2}`
}

/** The key of the week by ISO 8601: `2026-W10`. Weeks begin on Monday and belong to the year of their Thursday. */
export function weekOf(date: string): string {
  const thursday = addDays(date, 3 - weekdayOf(date))
  const year = yearOf(thursday)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The calendar range of the key of a day, week, half-month, month, quarter or year; null for any other text. */
export function rangeOfKey(key: string): DateRange | null {
  if (isCivilDate(key)) return { from: key, to: key }
  if (key.includes('W')) return rangeOfWeek(key)
  if (/-\d{2}-[12]$/.test(key)) return rangeOfHalfMonth(key)
  return key.endsWith('M') ? null : resolvePeriod(key, null)
}

/**
 * Kỳ báo cáo: the range of `2026-03`, `2026-Q1` to `2026-Q4`, `2026-6M`, `2026-9M` or `2026`. With a cut-off on the
 * 14th each period runs from the 15th of the month before it: quý I = 15/12–14/3, năm = 15/12–14/12.
 *
 * @returns null for any other text.
 */
export function resolvePeriod(period: string, cutOffDay: CutOffDay): DateRange | null {
  const year = Number(period.slice(0, 4))
  const months = /^[12]\d{3}(?:$|-.)/.test(period) ? monthsOf(period.slice(5)) : null
  if (months === null) return null
  const [first, last] = months
  if (cutOffDay === null) return { from: dateIn(year, first, 1), to: dateIn(year, last + 1, 0) }
  return { from: dateIn(year, first - 1, cutOffDay + 1), to: dateIn(year, last, cutOffDay) }
}

/** Whether the range is made of whole half-months: from a 1st or 15th to a 14th or the end of a month. */
export function isWholeHalfMonths({ from, to }: DateRange): boolean {
  return from <= to && /-(?:01|15)$/.test(from) && (to.endsWith('-14') || isMonthEnd(to))
}

/** Whether the range is made of whole calendar months. */
export function isWholeMonths({ from, to }: DateRange): boolean {
  return from <= to && from.endsWith('-01') && isMonthEnd(to)
}

/** First and last month, 1 to 12, of what follows the year in the name of a period. */
function monthsOf(part: string): readonly [number, number] | null {
  if (part === '') return [1, 12]
  if (part === '6M' || part === '9M') return [1, Number(part[0])]
  if (/^Q[1-4]$/.test(part)) return [Number(part[1]) * 3 - 2, Number(part[1]) * 3]
  const month = /^\d{2}$/.test(part) ? Number(part) : 0
  return month >= 1 && month <= 12 ? [month, month] : null
}

function rangeOfWeek(key: string): DateRange | null {
  const match = /^([12]\d{3})-W(\d{2})$/.exec(key)
  if (match === null) return null
  const [, year, week] = match
  // 4 January is always in week 1.
  const fourth = `${year}-01-04`
  const from = addDays(fourth, 7 * (Number(week) - 1) - weekdayOf(fourth))
  return weekOf(from) === key ? { from, to: addDays(from, 6) } : null
}

function rangeOfHalfMonth(key: string): DateRange | null {
  const month = resolvePeriod(key.slice(0, -2), null)
  if (month === null) return null
  return key.endsWith('1')
    ? { from: month.from, to: addDays(month.from, 13) }
    : { ...month, from: addDays(month.from, 14) }
}

function isMonthEnd(date: string): boolean {
  return addDays(date, 1).endsWith('-01')
}

/** 0 for Monday to 6 for Sunday. */
function weekdayOf(date: string): number {
  return (new Date(msOf(date)).getUTCDay() + 6) % 7
}

/** The day of that year; month 1 to 12 and day may run over: month 0 is the December before, day 0 the day before the 1st. */
function dateIn(year: number, month: number, day: number): string {
  return dateAt(Date.UTC(year, month - 1, day))
}

function msOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`)
}

function dateAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10)
}
