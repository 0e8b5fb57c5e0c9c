import { expect, test } from 'vitest'
import { monthHolding, monthsBetween, monthsOfRange, rangeOfMonth } from '#core/dossiers/months'

test.each([
  ['a quarter of the calendar', '2026-01-01', '2026-03-31', ['2026-01', '2026-02', '2026-03'], null],
  ['quý I that closes on the 14th', '2025-12-15', '2026-03-14', ['2026-01', '2026-02', '2026-03'], 14],
  ['one month that closes on the 14th', '2026-01-15', '2026-02-14', ['2026-02'], 14],
  ['a February', '2028-02-01', '2028-02-29', ['2028-02'], null],
])('%s is whole months', (_what, from, to, months, cutOffDay) => {
  expect(monthsOfRange({ from, to })).toEqual({ months, cutOffDay })
})

test.each([
  ['half a month', '2026-03-01', '2026-03-14'],
  ['from the 15th to the end', '2026-03-15', '2026-03-31'],
  ['days', '2026-03-02', '2026-04-01'],
  ['backwards', '2026-04-15', '2026-03-14'],
])('%s is not', (_what, from, to) => {
  expect(monthsOfRange({ from, to })).toBeNull()
})

test('a month of either calendar has its days, and each day one month', () => {
  expect(rangeOfMonth('2026-01', 14)).toEqual({ from: '2025-12-15', to: '2026-01-14' })
  expect(rangeOfMonth('2026-13', null)).toBeNull()
  expect([monthHolding('2025-12-15', 14), monthHolding('2026-01-14', 14), monthHolding('2026-01-31', null)]).toEqual([
    '2026-01', '2026-01', '2026-01',
  ]) // prettier-ignore
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
})
