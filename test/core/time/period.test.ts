import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  halfMonthOf,
  isCivilDate,
  isWholeHalfMonths,
  isWholeMonths,
  monthOf,
  quarterOf,
  rangeOfKey,
  resolvePeriod,
  weekOf,
  yearOf,
} from '#core/time/period'
import { civilDay } from '../arbitraries.ts'

describe('dates', () => {
  test.each([
    ['2026-03-31', true],
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2026-02-29', false],
    ['2100-02-29', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-1-1', false],
    ['2026-03-31T00:00:00', false],
    [' 2026-03-31', false],
    ['31/03/2026', false],
    ['0999-01-01', false],
    ['', false],
  ])('knows whether "%s" exists: %s', (text, expected) => {
    expect(isCivilDate(text)).toBe(expected)
  })

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2025-02-28', 1, '2025-03-01'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2026-03-15', 0, '2026-03-15'],
  ])('%s and %d days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected)
    expect(daysBetween(date, expected)).toBe(days)
  })
})

describe('keys', () => {
  // Weeks as Python's date.isocalendar gives them.
  test.each([
    ['2000-01-02', '1999-W52'],
    ['2015-12-28', '2015-W53'],
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2020-12-27', '2020-W52'],
    ['2020-12-28', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-02-29', '2024-W09'],
    ['2024-12-29', '2024-W52'],
    ['2024-12-30', '2025-W01'],
    ['2025-12-28', '2025-W52'],
    ['2025-12-29', '2026-W01'],
    ['2026-01-01', '2026-W01'],
    ['2026-03-01', '2026-W09'],
    ['2026-03-02', '2026-W10'],
    ['2026-12-31', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
  ])('%s is in week %s', (date, expected) => {
    expect(weekOf(date)).toBe(expected)
  })

  test.each([
    ['2026-01-01', '2026', '2026-Q1', '2026-01', '2026-01-1'],
    ['2026-03-14', '2026', '2026-Q1', '2026-03', '2026-03-1'],
    ['2026-03-15', '2026', '2026-Q1', '2026-03', '2026-03-2'],
    ['2026-04-01', '2026', '2026-Q2', '2026-04', '2026-04-1'],
    ['2024-02-29', '2024', '2024-Q1', '2024-02', '2024-02-2'],
    ['2026-09-30', '2026', '2026-Q3', '2026-09', '2026-09-2'],
    ['2026-12-31', '2026', '2026-Q4', '2026-12', '2026-12-2'],
  ])('%s is in %s, %s, %s, %s', (date, year, quarter, month, halfMonth) => {
    expect([yearOf(date), quarterOf(date), monthOf(date), halfMonthOf(date)]).toEqual([year, quarter, month, halfMonth])
  })

  test.each([
    ['2024-02-29', '2024-02-29', '2024-02-29'],
    ['2020-W53', '2020-12-28', '2021-01-03'],
    ['2021-W01', '2021-01-04', '2021-01-10'],
    ['2026-W01', '2025-12-29', '2026-01-04'],
    ['2026-W10', '2026-03-02', '2026-03-08'],
    ['2026-W53', '2026-12-28', '2027-01-03'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-12', '2026-12-01', '2026-12-31'],
    ['2026-Q2', '2026-04-01', '2026-06-30'],
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-03-1', '2026-03-01', '2026-03-14'],
    ['2026-03-2', '2026-03-15', '2026-03-31'],
    ['2024-02-2', '2024-02-15', '2024-02-29'],
  ])('%s runs from %s to %s', (key, from, to) => {
    expect(rangeOfKey(key)).toEqual({ from, to })
  })

  test.each([
    '2021-W53',
    '2026-W00',
    '2026-W54',
    '2026-W1',
    '2026-6M',
    '2026-13',
    '2026-03-3',
    '2026-13-1',
    '2026-02-30',
    'W',
    '',
    'area',
  ])('"%s" is no key', (key) => {
    expect(rangeOfKey(key)).toBeNull()
  })

  test('the range of the key of a day holds the day, and all of it has that key', () => {
    fc.assert(
      fc.property(civilDay, fc.constantFrom(weekOf, halfMonthOf, monthOf, quarterOf, yearOf), (day, keyOf) => {
        const range = rangeOfKey(keyOf(day))
        if (range === null) throw new Error(`no range of ${keyOf(day)}`)
        expect(range.from <= day && day <= range.to).toBe(true)
        expect([keyOf(range.from), keyOf(range.to)]).toEqual([keyOf(day), keyOf(day)])
        expect(keyOf(addDays(range.from, -1))).not.toBe(keyOf(day))
        expect(keyOf(addDays(range.to, 1))).not.toBe(keyOf(day))
      }),
    )
  })
})

describe('reporting periods', () => {
  test.each([
    ['2026-03', null, '2026-03-01', '2026-03-31'],
    ['2024-02', null, '2024-02-01', '2024-02-29'],
    ['2026-Q1', null, '2026-01-01', '2026-03-31'],
    ['2026-Q4', null, '2026-10-01', '2026-12-31'],
    ['2026-6M', null, '2026-01-01', '2026-06-30'],
    ['2026-9M', null, '2026-01-01', '2026-09-30'],
    ['2026', null, '2026-01-01', '2026-12-31'],
    // Periodic reports close on the 14th: quý I = 15/12–14/3, 6 tháng = 15/12–14/6, 9 tháng = 15/12–14/9, năm = 15/12–14/12.
    ['2026-Q1', 14, '2025-12-15', '2026-03-14'],
    ['2026-Q2', 14, '2026-03-15', '2026-06-14'],
    ['2026-Q3', 14, '2026-06-15', '2026-09-14'],
    ['2026-Q4', 14, '2026-09-15', '2026-12-14'],
    ['2026-6M', 14, '2025-12-15', '2026-06-14'],
    ['2026-9M', 14, '2025-12-15', '2026-09-14'],
    ['2026', 14, '2025-12-15', '2026-12-14'],
    ['2026-01', 14, '2025-12-15', '2026-01-14'],
    ['2026-03', 14, '2026-02-15', '2026-03-14'],
    ['2024-03', 14, '2024-02-15', '2024-03-14'],
    ['2026-12', 14, '2026-11-15', '2026-12-14'],
  ] as const)('%s with cut-off %s runs from %s to %s', (period, cutOffDay, from, to) => {
    expect(resolvePeriod(period, cutOffDay)).toEqual({ from, to })
  })

  test.each([
    '',
    '26',
    '2026-',
    '2026-0',
    '2026-00',
    '2026-13',
    '2026-1',
    '2026-Q0',
    '2026-Q5',
    '2026-3M',
    '2026-12M',
    '2026-q1',
    '2026-Q1 ',
    '2026-W10',
    '2026-03-1',
    '2026-03-14',
    '20266',
    '0026',
    'quý I',
  ])('"%s" is no period', (period) => {
    expect(resolvePeriod(period, null)).toBeNull()
    expect(resolvePeriod(period, 14)).toBeNull()
  })

  test('are always whole half-months, and only without a cut-off whole months', () => {
    for (const period of ['2024', '2024-6M', '2024-9M', '2024-Q1', '2024-Q3', '2024-02', '2024-03', '2023-02']) {
      const calendar = resolvePeriod(period, null)
      const cutOff = resolvePeriod(period, 14)
      if (calendar === null || cutOff === null) throw new Error(`no range of ${period}`)
      expect([isWholeHalfMonths(calendar), isWholeMonths(calendar)]).toEqual([true, true])
      expect([isWholeHalfMonths(cutOff), isWholeMonths(cutOff)]).toEqual([true, false])
    }
  })
})

describe('whole pieces of the calendar', () => {
  test.each([
    ['2026-03-01', '2026-03-14', true, false],
    ['2026-03-15', '2026-03-31', true, false],
    ['2026-03-01', '2026-03-31', true, true],
    ['2024-02-15', '2024-02-29', true, false],
    ['2024-02-01', '2024-02-28', false, false],
    ['2025-02-01', '2025-02-28', true, true],
    ['2025-12-15', '2026-03-14', true, false],
    ['2025-12-01', '2026-02-28', true, true],
    ['2026-03-01', '2026-03-15', false, false],
    ['2026-03-02', '2026-03-31', false, false],
    ['2026-03-14', '2026-03-31', false, false],
    ['2026-03-01', '2026-03-30', false, false],
    ['2026-03-01', '2026-03-01', false, false],
    ['2026-03-15', '2026-03-14', false, false],
    ['2026-04-01', '2026-03-31', false, false],
  ])('%s to %s: half-months %s, months %s', (from, to, halfMonths, months) => {
    expect([isWholeHalfMonths({ from, to }), isWholeMonths({ from, to })]).toEqual([halfMonths, months])
  })

  test('a range is whole exactly when the half-months of its days cover it and nothing more', () => {
    fc.assert(
      fc.property(civilDay, fc.nat(70), fc.boolean(), (day, length, snap) => {
        const from = snap ? (rangeOfKey(halfMonthOf(day))?.from ?? day) : day
        const end = addDays(from, length)
        const to = snap ? (rangeOfKey(halfMonthOf(end))?.to ?? end) : end
        const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i))
        const pieces = [...new Set(days.map(halfMonthOf))].map((key) => rangeOfKey(key) ?? { from: '', to: '' })
        pieces.slice(1).forEach((piece, i) => expect(piece.from).toBe(addDays(pieces[i]?.to ?? '', 1)))
        const covers = pieces[0]?.from === from && pieces.at(-1)?.to === to
        expect(isWholeHalfMonths({ from, to })).toBe(covers)
        if (snap) expect(covers).toBe(true)
      }),
    )
  })
})
