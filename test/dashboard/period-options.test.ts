import { describe, expect, test } from 'vitest'
import {
  currentQuarter,
  finishedMonths,
  isMonth,
  isPeriod,
  periodOptions,
} from '../../dashboard/state/period-options.ts'

describe('period options', () => {
  test('are this and last year, newest first, without what has not begun', () => {
    const [thisYear, lastYear, ...more] = periodOptions('2026-11-20', null)
    expect(thisYear?.options.map(({ value }) => value)).toEqual([
      '2026', '2026-9M', '2026-6M', '2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1',
      '2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05', '2026-04', '2026-03', '2026-02', '2026-01',
    ]) // prettier-ignore
    expect(lastYear?.options).toHaveLength(19)
    expect(lastYear?.options[7]).toEqual({ value: '2025-12', words: 'Tháng 12/2025' })
    expect(more).toEqual([])
  })

  test('offer the next year in December where reports close on the 14th', () => {
    const [first] = periodOptions('2026-12-15', 14)
    expect(first?.options.map(({ value }) => value)).toEqual(['2027', '2027-9M', '2027-6M', '2027-Q1', '2027-01'])
  })

  test.each([
    ['2026-11-20', null, '2026-Q4'],
    ['2026-01-01', null, '2026-Q1'],
    ['2026-12-15', null, '2026-Q4'],
    ['2026-12-15', 14, '2027-Q1'],
    ['2026-12-14', 14, '2026-Q4'],
    ['2026-03-15', 14, '2026-Q2'],
  ] as const)('%s with cut-off %s lies in %s', (today, cutOffDay, quarter) => {
    expect(currentQuarter(today, cutOffDay)).toBe(quarter)
  })

  test.each([
    ['2024-Q1', true, false],
    ['2026-03', true, true],
    ['2026', true, false],
    ['2026-13', false, false],
    ['2026-Q5', false, false],
    ['next', false, false],
  ])('%s: period %s, month %s', (text, period, month) => {
    expect(isPeriod(text)).toBe(period)
    if (period) expect(isMonth(text)).toBe(month)
  })
})

describe('finished months of a period', () => {
  test.each([
    ['2026-10-01', '2026-12-31', { from: '2026-10-01', to: '2026-10-31' }],
    ['2026-07-01', '2026-09-30', { from: '2026-07-01', to: '2026-09-30' }],
    ['2025-12-15', '2026-12-14', { from: '2026-01-01', to: '2026-10-31' }],
    ['2025-12-15', '2026-03-14', { from: '2026-01-01', to: '2026-02-28' }],
    ['2026-11-01', '2026-11-30', null],
    ['2026-02-15', '2026-03-14', null],
  ])('%s to %s, looked at on 20/11/2026', (from, to, months) => {
    expect(finishedMonths({ from, to }, '2026-11-20')).toEqual(months)
  })

  test('do not hold the month that ends today', () => {
    expect(finishedMonths({ from: '2026-11-01', to: '2026-11-30' }, '2026-11-30')).toBeNull()
    expect(finishedMonths({ from: '2026-11-01', to: '2026-11-30' }, '2026-12-01')).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
    })
  })
})
