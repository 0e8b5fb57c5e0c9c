import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Count } from '#core/count'
import { exposedBy } from '#core/hidden-periods'
import { monthsOfYear, reportPeriodOf } from '#core/report-periods'
import { resolvePeriod } from '#core/period'
import { fewSetsWithin } from './derivable.ts'

const count = (answered: number): Count => ({ answered, people: answered })
const periods = [
  ...Array.from({ length: 12 }, (_, firstMonth) => ({ firstMonth, monthCount: 1 as const })),
  ...[0, 3, 6, 9].map((firstMonth) => ({ firstMonth, monthCount: 3 as const })),
  ...([6, 9, 12] as const).map((monthCount) => ({ firstMonth: 0, monthCount })),
]
const shownOf = (months: readonly Count[]): string[] =>
  periods
    .filter(({ firstMonth, monthCount }) => firstMonth + monthCount <= months.length)
    .filter((period) => exposedBy(period, months.slice(0, period.firstMonth + period.monthCount), 10) === null)
    .map(({ firstMonth, monthCount }) => `${firstMonth}+${monthCount}`)

test.each([
  [
    [20, 3, 40],
    ['0+1', '0+3'],
  ],
  // The last month of the quarter is the small one: the two before it have been seen.
  [
    [20, 40, 3],
    ['0+1', '1+1'],
  ],
  [
    [4, 7, 40],
    ['2+1', '0+3'],
  ],
  [[4, 3, 1], []],
  [
    [12, 12, 12, 2, 3, 1],
    ['0+1', '1+1', '2+1', '0+3'],
  ],
])('months of %j show %j', (months, expected) => {
  expect(shownOf(months.map(count))).toEqual(expected)
})

test('what was shown is never taken back, and no shown periods give a few answers away', () => {
  const months = fc.array(fc.oneof(fc.nat(14), fc.nat(40)).map(count), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(months, (list) => {
      const shown = periods.filter((period) => exposedBy(period, list, 10) === null)
      for (const period of periods) {
        const then = exposedBy(period, list.slice(0, period.firstMonth + period.monthCount), 10)
        expect(then === null).toBe(shown.includes(period))
      }
      const rows = shown.map(({ firstMonth, monthCount }) =>
        list.map((_, month) => (month >= firstMonth && month < firstMonth + monthCount ? 1 : 0)),
      )
      expect(fewSetsWithin(rows, list, 10)).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['2026-03', null, 2, 1],
  ['2026-Q2', 14, 3, 3],
  ['2026-9M', null, 0, 9],
  ['2026', 14, 0, 12],
] as const)('%s with cut-off %s is a report period', (name, cutOff, firstMonth, monthCount) => {
  const range = resolvePeriod(name, cutOff)!
  expect(reportPeriodOf(range, cutOff)).toEqual({ year: '2026', firstMonth, monthCount, cutOffDay: cutOff })
})

test('other ranges are none, and a cut-off counts only where the unit has it', () => {
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-02-28' }, null)).toBeNull()
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-01-14' }, 14)).toBeNull()
  expect(reportPeriodOf({ from: '2025-12-15', to: '2026-03-14' }, null)).toBeNull()
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-03-31' }, 14)?.cutOffDay).toBeNull()
  expect(monthsOfYear({ year: '2026', cutOffDay: 14 })[0]).toEqual({ from: '2025-12-15', to: '2026-01-14' })
})
