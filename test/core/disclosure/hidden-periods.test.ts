import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyCount } from '#core/statistics/count'
import type { Count } from '#core/statistics/count'
import { exposedInYear, spanOf } from '#core/disclosure/hidden-periods'
import { halfMonthsOfYear, periodsOfYear, reportPeriodOf } from '#core/time/report-periods'
import { addDays, resolvePeriod } from '#core/time/period'
import type { CutOffDay } from '#core/time/period'
import { fewestWithin, fewSetsWithin } from './derivable.ts'

const count = (answered: number, silent = 0): Count => ({ answered, people: answered + silent })

/** Half-months from 15 December on, of so many years. */
function shownOf(halves: readonly Count[], cutOffDay: CutOffDay, years = 1) {
  return Array.from({ length: years }, (_, year) => 24 * year).flatMap((start) => {
    const ofYear = halves.slice(start, start + 25)
    const exposedBy = exposedInYear({ halves: ofYear, smallestCell: 10, cutOffDay })
    return periodsOfYear(cutOffDay).flatMap((period) => {
      const { first, end } = spanOf(period)
      if (end > ofYear.length || exposedBy(period) !== null) return []
      const name = `${period.cutOffDay === null ? '' : 'report '}${period.firstMonth}+${period.monthCount}`
      return [{ name, first: start + first, end: start + end }]
    })
  })
}
const namesOf = (...shown: Parameters<typeof shownOf>) => shownOf(...shown).map(({ name }) => name)

/** A year of calendar months; the halves of each do not matter where the unit has no cut-off. */
const inHalves = (months: readonly number[]) => [emptyCount, ...months.flatMap((month) => [count(month), emptyCount])]

describe('by the calendar', () => {
  test.each([
    [
      [20, 3, 40],
      ['0+3', '0+1'],
    ],
    // The last month of the quarter is the small one: the two before it have been seen.
    [
      [20, 40, 3],
      ['0+1', '1+1'],
    ],
    [
      [4, 7, 40],
      ['0+3', '2+1'],
    ],
    [[4, 3, 1], []],
    [
      [12, 12, 12, 2, 3, 1],
      ['0+3', '0+1', '1+1', '2+1'],
    ],
    // A December with few answers leaves the rest of its year as it was shown.
    [
      [0, 0, 0, 0, 0, 0, 30, 0, 0, 30, 30, 3],
      [
        '0+9',
        '0+6',
        '0+3',
        '3+3',
        '6+3',
        ...['0+1', '1+1', '2+1', '3+1', '4+1', '5+1', '6+1', '7+1', '8+1'],
        '9+1',
        '10+1',
      ],
    ],
  ])('months of %j show %j', (months, expected) => {
    expect(namesOf(inHalves(months), null)).toEqual(expected)
  })

  test('what would become known is the month that is few', () => {
    const quarter = { firstMonth: 0, monthCount: 3, cutOffDay: null } as const
    const march = { firstMonth: 2, monthCount: 1, cutOffDay: null } as const
    const of = (months: readonly number[]) =>
      exposedInYear({ halves: inHalves(months), smallestCell: 10, cutOffDay: null })
    expect(of([20, 40, 3])(quarter)).toEqual(count(3))
    // Shown, March would give February away beside the quarter.
    expect(of([20, 3, 40])(march)).toEqual(count(3))
  })
})

describe('where reports close on the 14th', () => {
  test('a calendar month and a report month are not both shown where that gives a half-month away', () => {
    // Nothing before the opening on 1 January; one answer in the first half of February.
    const halves = [0, 30, 25, 1, 20, 18].map((answered) => count(answered))
    expect(namesOf(halves, 14)).toEqual(['0+1', 'report 0+3', 'report 0+1'])
    const more = [0, 30, 25, 12, 20, 18].map((answered) => count(answered))
    expect(namesOf(more, 14)).toEqual(['0+1', '1+1', 'report 0+3', 'report 0+1', 'report 1+1', 'report 2+1'])
  })

  test('an office with 85 answers a month shows every period of both calendars', () => {
    const halves = Array.from({ length: 25 }, (_, half) => count(half % 2 === 0 ? 40 : 45))
    expect(namesOf(halves, 14)).toHaveLength(2 * 19)
  })

  test('an area with 12 answers a month shows every report period', () => {
    const halves = Array.from({ length: 25 }, (_, half) => count(half % 2 === 0 ? 5 : 7))
    expect(namesOf(halves, 14)).toEqual(
      periodsOfYear(14).flatMap(({ cutOffDay, firstMonth, monthCount }) =>
        cutOffDay === 14 ? [`report ${firstMonth}+${monthCount}`] : [],
      ),
    )
  })
})

const halfMonth = fc
  .tuple(
    fc.oneof(fc.nat(3), fc.nat(14), ...Array.from({ length: 4 }, () => fc.integer({ min: 8, max: 60 }))),
    fc.constantFrom(0, 0, 0, 1),
  )
  .map(([answered, silent]) => count(answered, silent))
const halvesOf = (years: number) => fc.array(halfMonth, { minLength: 24 * years + 1, maxLength: 24 * years + 1 })

const emptyOf = (halves: readonly Count[]) =>
  halves.flatMap(({ people }, first) => (people === 0 ? [{ first, end: first + 1 }] : []))

describe('whatever the half-months hold', () => {
  test.each([null, 14] as const)('with cut-off %s nobody works out a few answers of two years', (cutOffDay) => {
    fc.assert(
      fc.property(halvesOf(2), (halves) => {
        const known = [...shownOf(halves, cutOffDay, 2), ...emptyOf(halves)]
        expect(fewestWithin(known, halves, 10)).toBeNull()
      }),
      { numRuns: 300 },
    )
  })

  test.each([null, 14] as const)('with cut-off %s what was shown is never taken back', (cutOffDay) => {
    fc.assert(
      fc.property(halvesOf(1), (halves) => {
        const exposedBy = exposedInYear({ halves, smallestCell: 10, cutOffDay })
        for (const period of periodsOfYear(cutOffDay)) {
          const then = exposedInYear({ halves: halves.slice(0, spanOf(period).end), smallestCell: 10, cutOffDay })
          expect(exposedBy(period)).toEqual(then(period))
        }
      }),
      { numRuns: 25 },
    )
  })

  test('the two ways of looking for a few answers agree', () => {
    const runs = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 })
    const counts = fc.array(halfMonth, { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(runs, counts, (pairs, list) => {
        const shown = pairs.map(([a, b]) => ({ first: Math.min(a, b), end: Math.max(a, b) + 1 }))
        const rows = shown.map(({ first, end }) => list.map((_, place) => (place >= first && place < end ? 1 : 0)))
        expect(fewestWithin(shown, list, 10) === null).toBe(fewSetsWithin(rows, list, 10).length === 0)
      }),
      { numRuns: 200 },
    )
  })
})

test.each([
  ['2026-03', null, 2, 1],
  ['2026-Q2', 14, 3, 3],
  ['2026-9M', null, 0, 9],
  ['2026', 14, 0, 12],
] as const)('%s with cut-off %s is a report period', (name, cutOff, firstMonth, monthCount) => {
  const range = resolvePeriod(name, cutOff)!
  const period = reportPeriodOf(range, cutOff)!
  expect(period).toEqual({ year: '2026', firstMonth, monthCount, cutOffDay: cutOff })
  const { first, end } = spanOf(period)
  const days = halfMonthsOfYear('2026')
  expect([days[first], days[end]]).toEqual([range.from, addDays(range.to, 1)])
})

test('other ranges are none, and a cut-off counts only where the unit has it', () => {
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-02-28' }, null)).toBeNull()
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-01-14' }, 14)).toBeNull()
  expect(reportPeriodOf({ from: '2025-12-15', to: '2026-03-14' }, null)).toBeNull()
  expect(reportPeriodOf({ from: '2026-01-01', to: '2026-03-31' }, 14)?.cutOffDay).toBeNull()
})
