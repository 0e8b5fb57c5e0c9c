import type { CutOffDay, DateRange } from '../time/period.ts'
import { addDays, isWholeHalfMonths, resolvePeriod, yearOf } from '../time/period.ts'
import { reportPeriodOf } from '../time/report-periods.ts'
import { dateText } from '../words/format.ts'

/** A period of a report: its days, its words and the periods it is held against. */
export interface ReportSpan {
  /** The key it was asked by, such as 2026-Q3 or 2026-H2; null: a free range. */
  readonly key: string | null
  readonly range: DateRange
  /** `quý III năm 2026`. */
  readonly words: string
  /** From the start of its year to its end; the period itself where it begins the year. */
  readonly yearToDate: DateRange
  /** The same days a year before. */
  readonly lastYear: DateRange
  /** What its share is compared with, with its words. */
  readonly previous: { readonly range: DateRange; readonly words: string }
}

/** The second half of a year: no period of the interface, but one of offices. */
const SECOND_HALF = /^([12]\d{3})-H2$/

/** The days of a report period; besides those of `resolvePeriod` the second half, `2026-H2`. @returns null for any other text */
export function reportRange(key: string, cutOffDay: CutOffDay): DateRange | null {
  const year = SECOND_HALF.exec(key)?.[1]
  if (year === undefined) return resolvePeriod(key, cutOffDay)
  const third = resolvePeriod(`${year}-Q3`, cutOffDay)
  const fourth = resolvePeriod(`${year}-Q4`, cutOffDay)
  return third && fourth && { from: third.from, to: fourth.to }
}

/** A report period by its key. @returns null for what is none */
export function spanOfKey(key: string, cutOffDay: CutOffDay): ReportSpan | null {
  const range = reportRange(key, cutOffDay)
  const lastYear = reportRange(sameOf(key, -1), cutOffDay)
  const before = previousKey(key)
  const previous = reportRange(before, cutOffDay)
  if (range === null || lastYear === null || previous === null) return null
  const yearToDate = toDate(key.slice(0, 4), range, cutOffDay)
  return {
    key,
    range,
    words: periodInSentence(key),
    yearToDate,
    lastYear,
    previous: { range: previous, words: periodInSentence(before) },
  }
}

/** A free range of whole half-months. @returns null for any other range */
export function spanOfRange(range: DateRange, cutOffDay: CutOffDay): ReportSpan | null {
  if (!isWholeHalfMonths(range)) return null
  const key = keyOf(range, cutOffDay)
  if (key !== null) return spanOfKey(key, cutOffDay)
  const year = reportingYear(range.to, cutOffDay)
  const lastYear = { from: aYearBefore(range.from), to: aYearBefore(range.to) }
  return {
    key: null,
    range,
    words: rangeInSentence(range),
    yearToDate: toDate(year, range, cutOffDay),
    lastYear,
    previous: { range: lastYear, words: 'cùng kỳ năm trước' },
  }
}

/** A range that is a period of the office's own calendar goes by its name. */
function keyOf(range: DateRange, cutOffDay: CutOffDay): string | null {
  const year = reportingYear(range.to, cutOffDay)
  const second = reportRange(`${year}-H2`, cutOffDay)
  if (second?.from === range.from && second.to === range.to) return `${year}-H2`
  const known = reportPeriodOf(range, cutOffDay)
  if (known === null || known.cutOffDay !== cutOffDay) return null
  const { firstMonth, monthCount } = known
  if (monthCount === 12) return year
  if (monthCount === 6 || monthCount === 9) return `${year}-${monthCount}M`
  if (monthCount === 3) return `${year}-Q${firstMonth / 3 + 1}`
  return `${year}-${String(firstMonth + 1).padStart(2, '0')}`
}

/** The year to whose reports a day belongs: with a cut-off on the 14th it ends on 14 December. */
function reportingYear(day: string, cutOffDay: CutOffDay): string {
  const year = yearOf(day)
  const end = resolvePeriod(year, cutOffDay)?.to ?? day
  return day <= end ? year : String(Number(year) + 1)
}

/** A range that reaches back beyond the start of the year counts whole. */
function toDate(year: string, range: DateRange, cutOffDay: CutOffDay): DateRange {
  const start = resolvePeriod(year, cutOffDay)?.from ?? range.from
  return { from: start < range.from ? start : range.from, to: range.to }
}

const sameOf = (key: string, years: number): string => `${Number(key.slice(0, 4)) + years}${key.slice(4)}`

/** A month and a quarter are held against the one before; longer periods against the same ones of the year before. */
function previousKey(key: string): string {
  const quarter = /^\d{4}-Q([1-4])$/.exec(key)?.[1]
  if (quarter !== undefined)
    return quarter === '1' ? `${sameOf(key, -1).slice(0, 5)}Q4` : `${key.slice(0, 6)}${Number(quarter) - 1}`
  const month = /^\d{4}-(\d{2})$/.exec(key)?.[1]
  if (month === undefined) return sameOf(key, -1)
  return month === '01'
    ? `${sameOf(key, -1).slice(0, 5)}12`
    : `${key.slice(0, 5)}${String(Number(month) - 1).padStart(2, '0')}`
}

const quarters = ['I', 'II', 'III', 'IV'] as const

/** A period within a sentence: `quý III năm 2026`, `tháng 3 năm 2026`, `6 tháng cuối năm 2026`. */
export function periodInSentence(key: string): string {
  const year = `năm ${key.slice(0, 4)}`
  const part = key.slice(5)
  if (part === '') return year
  if (part === '6M' || part === '9M') return `${part.charAt(0)} tháng đầu ${year}`
  if (part === 'H2') return `6 tháng cuối ${year}`
  const quarter = quarters[Number(/^Q(\d)$/.exec(part)?.[1]) - 1]
  return quarter === undefined ? `tháng ${Number(part)} ${year}` : `quý ${quarter} ${year}`
}

/** A free range within a sentence. */
const rangeInSentence = ({ from, to }: DateRange): string =>
  `thời gian từ ngày ${dateText(from)} đến ngày ${dateText(to)}`

/** The same day of the year before; the end of February stays its end. */
function aYearBefore(day: string): string {
  const moved = `${Number(yearOf(day)) - 1}${day.slice(4)}`
  if (!day.endsWith('-02-28') && !day.endsWith('-02-29')) return moved
  return addDays(`${Number(yearOf(day)) - 1}-03-01`, -1)
}
