import { monthOf, quarterOf, weekOf, yearOf } from '#core/time/period'
import { calendarWords } from '#core/words/periods'
import type { Labels } from './labels.ts'

const keyOfDate = {
  day: (date: string) => date,
  week: weekOf,
  month: monthOf,
  quarter: quarterOf,
  year: yearOf,
} as const

/** The labels of a breakdown by time: keys that sort as they follow each other. */
export function timeLabels(by: keyof typeof keyOfDate): Labels {
  return {
    keysOf: (raw) => [keyOfDate[by](raw)],
    labelOf: calendarWords,
    ordered: (rows) => [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  }
}
