import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countTyped } from '#core/dossiers/count-text'
import { countText } from '#core/words/format'

test.each([
  ['1460', 1460],
  ['1.460', 1460],
  ['1,460', 1460],
  ['1 460', 1460],
  ['1\u00A0460', 1460],
  ['1.234.567', 1_234_567],
  ['12,00', 12],
  ['12.0', 12],
  ['1.460,00', 1460],
  [' 7 ', 7],
  ['0', 0],
  ['', null],
  ['–', null],
  ['12,5', undefined],
  ['1.46', undefined],
  ['-3', undefined],
  ['1.234,567', undefined],
  ['12 hồ sơ', undefined],
  ['123456789', undefined],
])('%j is %j', (text, count) => {
  expect(countTyped(text)).toBe(count)
})

test('a count as it is shown reads as itself', () => {
  fc.assert(fc.property(fc.nat({ max: 99_999_999 }), (count) => countTyped(countText(count)) === count))
})
