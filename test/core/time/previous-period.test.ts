import { expect, test } from 'vitest'
import { resolvePeriod } from '../../../server/core/time/period.ts'
import { halfMonthsIn, previousPeriod, rangeBefore } from '../../../server/core/time/previous-period.ts'

test.each([
  ['2026-03', '2026-02'],
  ['2026-01', '2025-12'],
  ['2026-Q3', '2026-Q2'],
  ['2026-Q1', '2025-Q4'],
  ['2026-6M', '2025-6M'],
  ['2026-9M', '2025-9M'],
  ['2026', '2025'],
])('before %s comes %s', (period, before) => {
  expect(previousPeriod(period)).toBe(before)
  expect(resolvePeriod(before, null)).not.toBeNull()
})

test.each([
  [{ from: '2026-07-01', to: '2026-09-30' }, 6, { from: '2026-04-01', to: '2026-06-30' }],
  [{ from: '2026-03-15', to: '2026-03-31' }, 1, { from: '2026-03-01', to: '2026-03-14' }],
  [{ from: '2025-12-15', to: '2026-03-14' }, 6, { from: '2025-09-15', to: '2025-12-14' }],
])('before %j, of %i half-months, come as many', (range, count, before) => {
  expect(halfMonthsIn(range)).toBe(count)
  expect(rangeBefore(range)).toEqual(before)
})
