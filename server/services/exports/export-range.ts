import type { Issue } from '#contract/errors'
import { fileNamePart } from '#core/text/file-name'
import type { DateRange } from '#core/time/period'
import { addDays, isWholeMonths, monthOf } from '#core/time/period'

/** What was asked for, and what there is. */
export interface RangeQuestion {
  readonly from: string | undefined
  readonly to: string | undefined
  /** The civil day it is now. */
  readonly today: string
  /** The day of the first released response; null when there is none. */
  readonly firstDay: string | null
}

/**
 * The whole months an export covers: microdata leave the office only for months that have ended (design §8).
 * @returns the range, or what is wrong with it
 */
export function finishedMonths({ from, to, today, firstDay }: RangeQuestion): DateRange | readonly Issue[] {
  const lastFinished = addDays(`${monthOf(today)}-01`, -1)
  const last = to ?? lastFinished
  const first = from ?? `${monthOf(firstDay !== null && firstDay <= last ? firstDay : last)}-01`
  const startsWell = first.endsWith('-01') && first <= last
  const endsWell = last <= lastFinished && addDays(last, 1).endsWith('-01')
  if (startsWell && endsWell && isWholeMonths({ from: first, to: last })) return { from: first, to: last }
  return [
    ...(startsWell ? [] : [{ path: 'from', code: 'month_not_finished' }]),
    ...(endsWell ? [] : [{ path: 'to', code: 'month_not_finished' }]),
  ]
}

/** `hai-long_luot-danh-gia_van-phong_2026-01_2026-03.csv`; a code with letters beyond ASCII is written without its marks. */
export function exportFileName(unit: string, { from, to }: DateRange, format: string): string {
  return `hai-long_luot-danh-gia_${fileNamePart(unit)}_${monthOf(from)}_${monthOf(to)}.${format}`
}
