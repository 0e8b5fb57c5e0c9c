import { dateText } from './format.ts'

/** The kinds of periods that offices report, shortest first, by the codes of `ReportPeriodKind`. */
export const reportPeriods = [
  { kind: 'month', words: 'Tháng' },
  { kind: 'quarter', words: 'Quý' },
  { kind: '6M', words: '6 tháng' },
  { kind: '9M', words: '9 tháng' },
  { kind: 'year', words: 'Năm' },
] as const

const quarterWords: ReadonlyMap<string, string> = new Map([
  ['Q1', 'Quý I'],
  ['Q2', 'Quý II'],
  ['Q3', 'Quý III'],
  ['Q4', 'Quý IV'],
])

/** A period as an officer says it: `Quý IV/2026`, `Tháng 3/2026`, `6 tháng đầu năm 2026`, `Năm 2026`. */
export function periodWords(period: string): string {
  const year = period.slice(0, 4)
  const part = period.slice(5)
  if (part === '') return `Năm ${year}`
  if (part === '6M') return `6 tháng đầu năm ${year}`
  if (part === '9M') return `9 tháng đầu năm ${year}`
  return `${quarterWords.get(part) ?? `Tháng ${Number(part)}`}/${year}`
}

/** A day, a calendar week or a period: `05/12/2025`, `Tuần 49/2025`, `Quý IV/2025`. */
export function calendarWords(key: string): string {
  const [year = '', part = '', day] = key.split('-')
  if (day !== undefined) return dateText(key)
  return part.startsWith('W') ? `Tuần ${Number(part.slice(1))}/${year}` : periodWords(key)
}

/** Months by their keys, in their order: `tháng 12/2025, tháng 7, 8 và 9/2026`. */
export function monthsWords(months: readonly string[]): string {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))]
  return years.map((year) => `tháng ${listed(months.filter((month) => month.startsWith(year)))}/${year}`).join(', ')
}

/** `7`, `7 và 8`, `7, 8 và 9`. */
function listed(months: readonly string[]): string {
  const numbers = months.map((month) => String(Number(month.slice(5))))
  const last = numbers.at(-1) ?? ''
  return numbers.length < 2 ? last : `${numbers.slice(0, -1).join(', ')} và ${last}`
}
