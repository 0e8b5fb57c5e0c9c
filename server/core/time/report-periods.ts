import { resolvePeriod, yearOf } from './period.ts'
import type { CutOffDay, DateRange } from './period.ts'

/** A month, a quarter, six or nine months or a year, as periodic reports know them. */
export interface ReportPeriod extends PeriodOfYear {
  /** The reporting year: with a cut-off on the 14th it began in the December before. */
  readonly year: string
}

/** The same of any year. */
export interface PeriodOfYear {
  /** Its months counted from the start of that year, 0 to 11. */
  readonly firstMonth: number
  readonly monthCount: 1 | 3 | 6 | 9 | 12
  readonly cutOffDay: CutOffDay
}

type Part = readonly [name: string, firstMonth: number, monthCount: ReportPeriod['monthCount']]

const months = Array.from({ length: 12 }, (_, index): Part => [`-${String(index + 1).padStart(2, '0')}`, index, 1])
const longer: readonly Part[] = [
  ['', 0, 12], ['-9M', 0, 9], ['-6M', 0, 6], ['-Q1', 0, 3], ['-Q2', 3, 3], ['-Q3', 6, 3], ['-Q4', 9, 3],
] // prettier-ignore
const parts: readonly Part[] = [...longer, ...months]

/**
 * The report period that the range is, by the calendar or, where the unit closes its reports on the 14th, by that day.
 * @returns null for any other range
 */
export function reportPeriodOf(range: DateRange, cutOffDay: CutOffDay): ReportPeriod | null {
  const year = yearOf(range.to)
  for (const closing of new Set([null, cutOffDay]))
    for (const [name, firstMonth, monthCount] of parts) {
      const known = resolvePeriod(year + name, closing)
      if (known?.from === range.from && known.to === range.to)
        return { year, firstMonth, monthCount, cutOffDay: closing }
    }
  return null
}
