import { describe, expect, test } from 'vitest'
import { defaultPeriod, isMonth, isPeriod, periodOptions } from '../../../dashboard/overview/period-options.ts'

describe('period options', () => {
  test('are of this year and the last, newest first, and a running one says so', () => {
    const [thisYear, lastYear, ...more] = periodOptions({
      today: '2026-11-20',
      cutOffDay: null,
      firstDay: '2025-01-01',
    })
    expect(thisYear?.options.map(({ value }) => value)).toEqual([
      '2026', '2026-9M', '2026-6M', '2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1',
      '2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06', '2026-05', '2026-04', '2026-03', '2026-02', '2026-01',
    ]) // prettier-ignore
    expect(thisYear?.options.filter(({ isRunning }) => isRunning).map(({ words }) => words)).toEqual([
      'Năm 2026 (đang chạy)', 'Quý IV/2026 (đang chạy)', 'Tháng 11/2026 (đang chạy)',
    ]) // prettier-ignore
    expect(lastYear?.options).toHaveLength(19)
    expect(lastYear?.options[7]).toEqual({ value: '2025-12', words: 'Tháng 12/2025', isRunning: false })
    expect(more).toEqual([])
  })

  test('leave out what ended before the first rating, and without one all but the running ones', () => {
    const offered = (firstDay: string | null) =>
      periodOptions({ today: '2026-11-20', cutOffDay: null, firstDay }).map(({ year, options }) => [
        year,
        ...options.map(({ value }) => value.slice(5)),
      ])
    expect(offered('2026-08-31')).toEqual([['2026', '', '9M', 'Q4', 'Q3', '11', '10', '09', '08']])
    expect(offered('2025-12-31')[1]).toEqual(['2025', '', 'Q4', '12'])
    expect(offered(null)).toEqual([['2026', '', 'Q4', '11']])
  })

  test('offer the next year in December where reports close on the 14th', () => {
    const [first] = periodOptions({ today: '2026-12-15', cutOffDay: 14, firstDay: null })
    expect(first?.options.map(({ value }) => value)).toEqual(['2027', '2027-9M', '2027-6M', '2027-Q1', '2027-01'])
  })

  test('go back to the year of the first rating, older years without their months', () => {
    const years = periodOptions({ today: '2026-11-20', cutOffDay: null, firstDay: '2023-01-20' })
    expect(years.map(({ year, options }) => [year, options.length])).toEqual([
      ['2026', 18], ['2025', 19], ['2024', 7], ['2023', 7],
    ]) // prettier-ignore
    expect(years[2]?.options.map(({ value }) => value)).toEqual([
      '2024', '2024-9M', '2024-6M', '2024-Q4', '2024-Q3', '2024-Q2', '2024-Q1',
    ]) // prettier-ignore
    expect(years[2]?.options[0]?.words).toBe('Năm 2024')
  })

  test.each([
    [null, '2023'],
    [14, '2024'],
  ] as const)('count a first rating of 20/12/2023 by the cut-off %s', (cutOffDay, oldest) => {
    const years = periodOptions({ today: '2026-11-20', cutOffDay, firstDay: '2023-12-20' })
    expect(years.at(-1)?.year).toBe(oldest)
  })

  test.each([
    ['2026-11-20', null, '2026-Q4'],
    ['2026-01-01', null, '2026-Q1'],
    ['2026-12-15', null, '2026-Q4'],
    ['2026-12-15', 14, '2027-Q1'],
    ['2026-12-14', 14, '2026-Q4'],
    ['2026-03-15', 14, '2026-Q2'],
  ] as const)('of an office that began on %s with cut-off %s begin with %s', (today, cutOffDay, quarter) => {
    expect(defaultPeriod({ today, cutOffDay, firstDay: today })).toBe(quarter)
    expect(defaultPeriod({ today, cutOffDay, firstDay: null })).toBe(quarter)
  })

  test.each([
    ['the last that is over', { firstDay: '2025-03-01' }, '2026-Q3'],
    ['the last that is over, although it began in the middle of it', { firstDay: '2026-09-30' }, '2026-Q3'],
    ['the running one, where there was nothing before', { firstDay: '2026-10-01' }, '2026-Q4'],
    ['the last that is over, for those who see no others', { firstDay: '2026-10-01', finished: true }, '2026-Q3'],
    ['the last that is over, for the same without a rating', { firstDay: null, finished: true }, '2026-Q3'],
  ])('are shown from %s', (_name, known, quarter) => {
    expect(defaultPeriod({ today: '2026-11-20', cutOffDay: null, ...known })).toBe(quarter)
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
