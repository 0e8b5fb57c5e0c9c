import { describe, expect, test } from 'vitest'
import { isOpenAt, spanProblem, usualHours, weekdayOf } from '#core/time/opening-hours'

const at = (hour: number, minute = 0): number => hour * 60 + minute

describe('an office', () => {
  test.each([
    ['Friday 20/11/2026 at 07:29', '2026-11-20', at(7, 29), false],
    ['at 07:30', '2026-11-20', at(7, 30), true],
    ['at 11:29', '2026-11-20', at(11, 29), true],
    ['at 11:30', '2026-11-20', at(11, 30), false],
    ['at 13:30', '2026-11-20', at(13, 30), true],
    ['at 17:00', '2026-11-20', at(17), false],
    ['on Saturday', '2026-11-21', at(9), false],
    ['on Monday', '2026-11-23', at(9), true],
  ])('of the usual hours: %s', (_when, day, minutes, open) => {
    expect(isOpenAt(usualHours, day, minutes)).toBe(open)
  })

  test('is closed on its closed days', () => {
    const hours = { ...usualHours, closedDays: ['2026-09-02'] }
    expect(isOpenAt(hours, '2026-09-02', at(9))).toBe(false)
    expect(isOpenAt(hours, '2026-09-03', at(9))).toBe(true)
  })

  test('counts weekdays from Monday', () => {
    expect(['2026-11-16', '2026-11-20', '2026-11-22'].map(weekdayOf)).toEqual([0, 4, 6])
  })
})

describe('the spans of a day', () => {
  test.each([
    [
      'one after the other',
      [
        [420, 690],
        [690, 1020],
      ],
      null,
    ],
    ['closed before they open', [[690, 420]], 'closes_before_opens'],
    ['empty', [[690, 690]], 'closes_before_opens'],
    [
      'over each other, in whatever order',
      [
        [600, 1020],
        [420, 690],
      ],
      'spans_overlap',
    ],
    ['none', [], null],
  ] as const)('%s', (_how, spans, problem) => {
    expect(spanProblem(spans.map(([opens, closes]) => ({ opens, closes })))).toBe(problem)
  })
})
