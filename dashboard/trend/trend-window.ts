import { addDays, monthOf, quarterOf, rangeOfKey } from '#core/time/period'
import type { DateRange } from '#core/time/period'

/** The length of one period of the trend. */
export type TrendStep = 'month' | 'quarter'

/** The periods that stand beside each other: a year of months or two years of quarters. */
export const WINDOW_LENGTH = { month: 12, quarter: 8 } as const

/** The whole calendar periods that are shown, oldest first; there is at least one. */
export interface TrendWindow {
  readonly step: TrendStep
  /** `2026-03` or `2026-Q1`. */
  readonly keys: readonly string[]
  /** The days to ask for: one period more than shown, which the first one is compared with. */
  readonly range: DateRange
}

const keyOf = { month: monthOf, quarter: quarterOf } as const

/** The window that ends with the period of that key; the one of today for a key that is none or lies ahead. */
export function trendWindow(step: TrendStep, lastKey: string | null, today: string): TrendWindow {
  const newest = keyOf[step](today)
  const last = lastKey !== null && isKeyOf(step, lastKey) && lastKey < newest ? lastKey : newest
  const keys = Array.from({ length: WINDOW_LENGTH[step] }, (_, back) => keyBefore(step, last, back)).reverse()
  const from = daysOf(keyBefore(step, keys[0] ?? last, 1)).from
  return { step, keys, range: { from, to: daysOf(last).to } }
}

/** Quarters with ratings from which on they say more than months. */
const ENOUGH_QUARTERS = 4

/** The step that says most of what there is: by quarter once there are four quarters, the running one counted. */
export function usualStep(firstDay: string | null, today: string): TrendStep {
  const newest = quarterOf(today)
  const fourth = keyBefore('quarter', newest, ENOUGH_QUARTERS - 1)
  return firstDay !== null && firstDay <= daysOf(fourth).to ? 'quarter' : 'month'
}

/** The window without the periods that ended before the first rating; whole where nothing would be left. */
export function sinceFirstDay(window: TrendWindow, firstDay: string | null): TrendWindow {
  const keys = window.keys.filter((key) => firstDay === null || daysOf(key).to >= firstDay)
  return keys.length === 0 ? window : { ...window, keys }
}

/** The last key of the window before this one; null when nothing was received before it. */
export function earlierKey({ step, keys }: TrendWindow, firstDay: string | null): string | null {
  const [first] = keys
  if (first === undefined || firstDay === null || firstDay >= daysOf(first).from) return null
  return keyBefore(step, first, 1)
}

/** The last key of the window after this one, at most the period of today; null when this one ends with that. */
export function laterKey({ step, keys }: TrendWindow, today: string): string | null {
  const newest = keyOf[step](today)
  const last = keys.at(-1)
  if (last === undefined || last >= newest) return null
  const later = keyBefore(step, last, -keys.length)
  return later < newest ? later : newest
}

/** Whether the period of the key is still going on. */
export function isRunning(key: string, today: string): boolean {
  return daysOf(key).to >= today
}

function isKeyOf(step: TrendStep, key: string): boolean {
  return (step === 'month' ? /^\d{4}-\d{2}$/ : /^\d{4}-Q\d$/).test(key) && rangeOfKey(key) !== null
}

/** The key that many periods before; after when negative. */
function keyBefore(step: TrendStep, key: string, count: number): string {
  let found = key
  for (let left = Math.abs(count); left > 0; left -= 1) {
    const { from, to } = daysOf(found)
    found = keyOf[step](count > 0 ? addDays(from, -1) : addDays(to, 1))
  }
  return found
}

function daysOf(key: string): DateRange {
  return rangeOfKey(key) ?? { from: key, to: key }
}
