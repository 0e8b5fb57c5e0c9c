import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldVietnamese, slugOf } from '#core/text/slug'

const file = new URL('../../data/vn_text_normalise/strip_diacritics_cases.csv', import.meta.url)
const cases: Record<'case' | 'input' | 'expected', string>[] = parse(readFileSync(file), { columns: true, bom: true })

test('has all 94 cases', () => {
  expect(cases).toHaveLength(94)
})

test.each(cases)('folds $case', ({ input, expected }) => {
  expect(foldVietnamese(input.normalize('NFC'))).toBe(expected.toLowerCase())
  expect(foldVietnamese(input.normalize('NFD'))).toBe(expected.toLowerCase())
})

test('finds a word however its tone is placed', () => {
  expect(['hoà', 'hòa', 'HOÀ', 'hoa'].map(foldVietnamese)).toEqual(['hoa', 'hoa', 'hoa', 'hoa'])
})

test.each([
  ['The Good Practice', 'the-good-practice'],
  ['Health Partners @ Violet Melchett', 'health-partners-violet-melchett'],
  ["Emperor's Gate Surgery", 'emperors-gate-surgery'],
  ['Emperor’s Gate Surgery', 'emperors-gate-surgery'],
  ['  Đất đai – Xây dựng  ', 'dat-dai-xay-dung'],
  ['Hộ tịch', 'ho-tich'],
  ['Phường 2 (điểm 1)', 'phuong-2-diem-1'],
  ['???', ''],
  ['', ''],
])('makes a code of "%s": %s', (label, expected) => {
  expect(slugOf(label)).toBe(expected)
})

test('makes a code that is ASCII words and hyphens, and keeps a code as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (label) => {
      const slug = slugOf(label)
      expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/)
      expect(slugOf(slug)).toBe(slug)
    }),
  )
})
