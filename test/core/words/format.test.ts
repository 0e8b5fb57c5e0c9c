import { expect, test } from 'vitest'
import { countText, dateText, intervalText, percentText } from '#core/words/format'

test.each([
  [0.927, '92,7%'],
  [0, '0,0%'],
  [1, '100,0%'],
  [77 / 85, '90,6%'],
  [0.0449, '4,5%'],
  [0.99949, '99,9%'],
  [0.9995, '100,0%'],
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
  for (let tenths = 0; tenths < 1000; tenths += 1) {
    const share = Number(`0.${String(tenths).padStart(3, '0')}5`)
    const up = tenths + 1
    expect(percentText(share)).toBe(`${Math.floor(up / 10)},${up % 10}%`)
  }
})

// The sentence that officers paste: 77 of 85 lượt, 82,5–95,2%.
test('writes an interval with one percent sign', () => {
  expect(intervalText({ low: 0.8247, high: 0.9522 })).toBe('82,5–95,2%')
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
