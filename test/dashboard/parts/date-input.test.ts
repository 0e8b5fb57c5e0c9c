import { describe, expect, test } from 'vitest'
import { DATE_ASKED, dateProblem, dateTyped } from '../../../dashboard/parts/date-input.ts'

describe('a date that is typed', () => {
  test.each([
    ['5/12/2026', '2026-12-05'],
    ['05/12/2026', '2026-12-05'],
    ['05-12-2026', '2026-12-05'],
    ['05.12.2026', '2026-12-05'],
    [' 5.1.2026 ', '2026-01-05'],
    ['05122026', '2026-12-05'],
    ['31/12/2026', '2026-12-31'],
    ['29/02/2028', '2028-02-29'],
    ['29/02/2000', '2000-02-29'],
  ])('%j has the day before the month', (text, date) => {
    expect([dateTyped(text), dateProblem(text)]).toEqual([date, undefined])
  })

  test.each(['31/02/2026', '29/02/2026', '29/02/2100', '31/04/2026', '12/31/2026', '0/1/2026', '1/0/2026', '1/1/0026'])(
    '%j is no day of the calendar',
    (text) => expect([dateTyped(text), dateProblem(text)]).toEqual([null, `Không có ngày ${text} trong lịch.`]),
  )

  test.each(['5/12/26', '5/12', '2026-12-05', '5/12-2026', '5122026', 'mai', '5/12/2026 8:00', '٥/١٢/٢٠٢٦'])(
    '%j has not the shape of one',
    (text) => expect([dateTyped(text), dateProblem(text)]).toEqual([null, DATE_ASKED]),
  )

  test('is missing where nothing is typed, which is not wrong', () => {
    expect([dateTyped(' '), dateProblem(' ')]).toEqual([null, undefined])
  })
})
