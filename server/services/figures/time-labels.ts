import { monthOf, quarterOf, weekOf, yearOf } from '#core/time/period'
import { dateText } from '#core/words/format'
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
    labelOf: timeText,
    ordered: (rows) => [...rows].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  }
}

const romans: Readonly<Record<string, string>> = { '1': 'I', '2': 'II', '3': 'III', '4': 'IV' }

function timeText(key: string): string {
  const [year = '', part = '', day] = key.split('-')
  if (day !== undefined) return dateText(key)
  if (part.startsWith('W')) return `Tuần ${Number(part.slice(1))}/${year}`
  if (part.startsWith('Q')) return `Quý ${romans[part.slice(1)] ?? ''}/${year}`
  return part === '' ? `Năm ${year}` : `Tháng ${Number(part)}/${year}`
}
