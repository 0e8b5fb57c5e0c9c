import { describe, expect, test } from 'vitest'
import { beganWithin, coverageOf, isPartial } from '#core/statistics/coverage'
import { openDaysIn, usualHours } from '#core/time/opening-hours'
import { addDays } from '#core/time/period'

const november = { from: '2026-11-01', to: '2026-11-30' }

describe('the coverage of a period', () => {
  test('counts the days on which the office receives people, and those of them with a rating', () => {
    // November 2026 has 21 working days; the 7th is a Saturday, the 1st of December is of another month.
    const rated = new Set(['2026-11-02', '2026-11-03', '2026-11-07', '2026-12-01'])
    expect(coverageOf(november, openDaysIn(november, usualHours), rated)).toEqual({ openDays: 21, ratedDays: 2 })
    const holiday = { ...usualHours, closedDays: ['2026-11-02'] }
    expect(coverageOf(november, openDaysIn(november, holiday), rated)).toEqual({ openDays: 20, ratedDays: 1 })
    const week = { from: '2026-11-02', to: '2026-11-08' }
    expect(coverageOf(week, openDaysIn(november, usualHours), rated)).toEqual({ openDays: 5, ratedDays: 2 })
  })

  test.each([
    [10, 21, true],
    [11, 21, false],
    [10, 20, false],
    [0, 0, false],
  ])('%i days of %i are a part only: %s', (ratedDays, openDays, expected) => {
    expect(isPartial({ ratedDays, openDays })).toBe(expected)
  })

  test('five weeks are a part of a year, two thirds of it are not', () => {
    const year = { from: '2026-01-01', to: '2026-12-31' }
    const open = openDaysIn(year, usualHours)
    const since = (day: string) => new Set(Array.from({ length: 366 }, (_, index) => addDays(day, index)))
    expect(isPartial(coverageOf(year, open, since('2026-11-28')))).toBe(true)
    expect(isPartial(coverageOf(year, open, since('2026-05-04')))).toBe(false)
  })

  test.each([
    ['2026-11-10', '2026-11-10'],
    ['2026-11-01', null],
    ['2026-12-01', null],
    [null, null],
  ])('an office that began on %s began within it: %s', (firstDay, expected) => {
    expect(beganWithin(november, firstDay)).toBe(expected)
  })
})
