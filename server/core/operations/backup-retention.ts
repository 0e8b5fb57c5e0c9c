import { monthOf, weekOf } from '../time/period.ts'

/** How many days, ISO weeks and months back a copy is kept of each: the newest of that day, week or month. */
export interface Retention {
  readonly daily: number
  readonly weekly: number
  readonly monthly: number
}

/** Seven days, four weeks, a year: what an office can look back on without asking. */
export const USUAL_RETENTION: Retention = { daily: 7, weekly: 4, monthly: 12 }

/** A copy with the civil day it was made on; `at` is an ISO moment in UTC, so that it sorts. */
export interface DatedCopy {
  readonly name: string
  readonly at: string
  readonly day: string
}

/** @returns the names of copies that are no longer needed; the newest copy is never among them */
export function superfluousCopies(copies: readonly DatedCopy[], { daily, weekly, monthly }: Retention): string[] {
  const newestFirst = copies.toSorted((a, b) => b.at.localeCompare(a.at) || b.name.localeCompare(a.name))
  const kept = new Set<string>(newestFirst.slice(0, 1).map(({ name }) => name))
  const rules = [
    [daily, (day: string) => day],
    [weekly, weekOf],
    [monthly, monthOf],
  ] as const
  for (const [most, keyOf] of rules) for (const name of newestPerKey(newestFirst, keyOf).slice(0, most)) kept.add(name)
  return newestFirst.filter(({ name }) => !kept.has(name)).map(({ name }) => name)
}

function newestPerKey(newestFirst: readonly DatedCopy[], keyOf: (day: string) => string): string[] {
  const names = new Map<string, string>()
  for (const { name, day } of newestFirst) {
    const key = keyOf(day)
    if (!names.has(key)) names.set(key, name)
  }
  return [...names.values()]
}
