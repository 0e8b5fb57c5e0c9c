import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { periodInSentence, reportRange, spanOfKey, spanOfRange } from '#core/report/report-periods'

describe('a period of a report', () => {
  test.each([
    ['2026-Q3', 'quý III năm 2026', '2026-Q2', '2026-01-01'],
    ['2026-Q1', 'quý I năm 2026', '2025-Q4', '2026-01-01'],
    ['2026-01', 'tháng 1 năm 2026', '2025-12', '2026-01-01'],
    ['2026-10', 'tháng 10 năm 2026', '2026-09', '2026-01-01'],
    ['2026-6M', '6 tháng đầu năm 2026', '2025-6M', '2026-01-01'],
    ['2026-9M', '9 tháng đầu năm 2026', '2025-9M', '2026-01-01'],
    ['2026-H2', '6 tháng cuối năm 2026', '2025-H2', '2026-01-01'],
    ['2026', 'năm 2026', '2025', '2026-01-01'],
  ])('%s is “%s”, held against %s', (key, words, before, start) => {
    const span = spanOfKey(key, null)
    expect(span?.words).toBe(words)
    expect(span?.previous).toEqual({ range: reportRange(before, null), words: periodInSentence(before) })
    expect(span?.yearToDate).toEqual({ from: start, to: span?.range.to })
  })

  test('follows the calendar of an office that closes on the 14th', () => {
    expect(reportRange('2026-H2', 14)).toEqual({ from: '2026-06-15', to: '2026-12-14' })
    expect(reportRange('2026-H2', null)).toEqual({ from: '2026-07-01', to: '2026-12-31' })
    expect(spanOfKey('2026-Q3', 14)?.yearToDate).toEqual({ from: '2025-12-15', to: '2026-09-14' })
    expect(spanOfKey('2026-Q3', 14)?.lastYear).toEqual({ from: '2025-06-15', to: '2025-09-14' })
  })

  test.each(['2026-Q5', '2026-13', 'quy-3', '', '2026-H1'])('%s is none', (key) => {
    expect(spanOfKey(key, null)).toBeNull()
  })
})

describe('a free range', () => {
  test('of whole half-months is said by its days', () => {
    expect(spanOfRange({ from: '2026-08-01', to: '2026-09-14' }, null)).toEqual({
      key: null,
      range: { from: '2026-08-01', to: '2026-09-14' },
      words: 'thời gian từ ngày 01/08/2026 đến ngày 14/09/2026',
      yearToDate: { from: '2026-01-01', to: '2026-09-14' },
      lastYear: { from: '2025-08-01', to: '2025-09-14' },
      previous: { range: { from: '2025-08-01', to: '2025-09-14' }, words: 'cùng kỳ năm trước' },
    })
  })

  test.each([
    ['2025-02-15', '2025-02-28', '2024-02-29'],
    ['2024-02-15', '2024-02-29', '2023-02-28'],
  ])('%s to %s ended the year before on %s', (from, to, expected) => {
    expect(spanOfRange({ from, to }, null)?.lastYear.to).toBe(expected)
  })

  test('that is a period of the office’s calendar goes by its name', () => {
    expect(spanOfRange({ from: '2026-07-01', to: '2026-09-30' }, null)?.key).toBe('2026-Q3')
    expect(spanOfRange({ from: '2026-06-15', to: '2026-09-14' }, 14)?.key).toBe('2026-Q3')
    expect(spanOfRange({ from: '2026-07-01', to: '2026-12-31' }, null)?.key).toBe('2026-H2')
    // The calendar quarter is none of an office that closes on the 14th.
    expect(spanOfRange({ from: '2026-07-01', to: '2026-09-30' }, 14)?.key).toBeNull()
  })

  test('of days is none: one visitor could be computed', () => {
    expect(spanOfRange({ from: '2026-08-02', to: '2026-09-14' }, null)).toBeNull()
    expect(spanOfRange({ from: '2026-08-01', to: '2026-09-13' }, null)).toBeNull()
  })

  test('finds every period of both calendars by its days', () => {
    const parts = ['', '-6M', '-9M', '-H2', '-Q1', '-Q2', '-Q3', '-Q4', '-01', '-02', '-07', '-12']
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2060 }),
        fc.constantFrom(...parts),
        fc.constantFrom(null, 14 as const),
        (year, part, closing) => {
          const span = spanOfKey(`${year}${part}`, closing)
          expect(span && spanOfRange(span.range, closing)).toEqual(span)
        },
      ),
    )
  })
})
