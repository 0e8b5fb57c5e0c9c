import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countText, dateText, intervalText, percentText, pointsText } from '#core/words/format'
import { share } from '../arbitraries.ts'

test.each([
  [0.927, '92,7%'],
  [0, '0,0%'],
  [1, '100,0%'],
  [77 / 85, '90,6%'],
  [0.0449, '4,5%'],
  [0.99949, '99,9%'],
  [0.9995, '99,95%'],
  // Halves go up, though 0.5025 * 1000 is 502.49999999999994 in binary.
  [0.5005, '50,1%'],
  [201 / 400, '50,3%'],
  [203 / 400, '50,8%'],
  [0.5035, '50,4%'],
  [0.0285, '2,9%'],
  [1 / 3, '33,3%'],
  [2 / 3, '66,7%'],
])('writes the share %d as %s', (share, expected) => {
  expect(percentText(share)).toBe(expected)
})

test('writes every share of one decimal and a half upwards', () => {
  for (let tenths = 0; tenths < 999; tenths += 1) {
    const share = Number(`0.${String(tenths).padStart(3, '0')}5`)
    const up = tenths + 1
    expect(percentText(share)).toBe(`${Math.floor(up / 10)},${up % 10}%`)
  }
})

// The sentence that officers paste: 77 of 85 lượt, 82,5–95,2%.
test('writes an interval with one percent sign', () => {
  expect(intervalText({ low: 0.8247, high: 0.9522 })).toBe('82,5–95,2%')
})

describe('a printed figure stays on its side', () => {
  const at = (value: number) => ({ value })

  test.each([
    [2699 / 3000, 0.9, '89,97%'],
    [351 / 413, 0.85, '84,99%'],
    [51 / 60, 0.85, '85,0%'],
    [0.84979, 0.8498, '84,979%'],
    [0.8498, 0.8498, '84,98%'],
    [0.89999999, 0.9, '89,999%'],
    [0.90000001, 0.9, '90,001%'],
    [2999 / 3000, null, '99,97%'],
    [1 / 3000, null, '0,03%'],
    [9_999_999 / 10_000_000, null, '99,999%'],
    [1 / 10_000_000, null, '0,001%'],
  ])('%d beside %d is %s', (share, target, expected) => {
    expect(percentText(share, target === null ? null : at(target))).toBe(expected)
  })

  test('so do the ends of an interval', () => {
    expect(intervalText({ low: 0.89976, high: 0.9553 }, at(0.9))).toBe('89,98–95,5%')
    expect(intervalText({ low: 0.9977, high: 0.99996 })).toBe('99,8–99,996%')
  })

  const parsed = (text: string): number => Number(text.replace('%', '').replace(',', '.'))

  test('of any count and any target: read back it is in the same order to the target, to none and to all', () => {
    const target = fc.integer({ min: 1, max: 10_000 })
    // Counts right beside the target are where rounding would touch it.
    const near = fc.tuple(target, fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: -2, max: 2 }))
    const counts = near.map(([t, answered, off]) => {
      const satisfied = Math.min(answered, Math.max(0, Math.round((answered * t) / 10_000) + off))
      return { t, answered, satisfied }
    })
    const any = fc.tuple(share, target).map(([count, t]) => ({ ...count, t }))
    fc.assert(
      fc.property(fc.oneof(counts, any), ({ t, answered, satisfied }) => {
        const read = parsed(percentText(satisfied / answered, at(t / 10_000)))
        // Whole numbers, so that the order is exact.
        expect(Math.sign(read * 100 - t)).toBe(Math.sign(satisfied * 10_000 - answered * t))
        expect(Math.sign(read)).toBe(Math.sign(satisfied))
        expect(Math.sign(read - 100)).toBe(Math.sign(satisfied - answered))
        expect(Math.abs(read - (satisfied / answered) * 100)).toBeLessThanOrEqual(0.0501)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a difference is never 0,0 when there is one', () => {
    expect(pointsText(0.927 - 0.868)).toBe('+5,9 điểm')
    expect(pointsText(-0.0004)).toBe('−0,04 điểm')
    expect(pointsText(1e-7)).toBe('+0,001 điểm')
    expect(pointsText(0.3 - 0.1 * 3)).toBe('0,0 điểm')
  })
})

test.each([
  [0, '0'],
  [7, '7'],
  [999, '999'],
  [1000, '1.000'],
  [1460, '1.460'],
  [172600, '172.600'],
  [1234567, '1.234.567'],
])('writes the count %d as %s', (count, expected) => {
  expect(countText(count)).toBe(expected)
})

test('writes dates day first', () => {
  expect(dateText('2025-12-05')).toBe('05/12/2025')
})
