import { describe, expect, test } from 'vitest'
import { findProcedures } from '../../../dashboard/catalogue/procedure-search.ts'
import { listIssueWords, reportLines } from '../../../dashboard/catalogue/procedure-words.ts'

const procedure = (code: string, area: string, vi: string) => ({ code, area, name: { vi } })
const all = [
  procedure('1.001193', 'ho-tich', 'Đăng ký khai sinh'),
  procedure('1.000656', 'ho-tich', 'Đăng ký khai tử'),
  procedure('2.000815', 'chung-thuc', 'Chứng thực bản sao từ bản chính'),
]
const found = (typed: string, area = '') => findProcedures(all, typed, area).map(({ code }) => code)

describe('a search for a procedure', () => {
  test.each([
    ['', ['1.001193', '1.000656', '2.000815']],
    ['dang ky khai', ['1.001193', '1.000656']],
    ['KHAI TỬ', ['1.000656']],
    ['sao ban', ['2.000815']],
    ['1.00', ['1.001193', '1.000656']],
    ['2.000815.000.00.00.H61', ['2.000815']],
    ['ai sinh', []],
    ['815', []],
  ])('finds by words without diacritics, or by the beginning of a code: %s', (typed, codes) => {
    expect(found(typed)).toEqual(codes)
  })

  test('within one area', () => {
    expect(found('dang ky', 'chung-thuc')).toEqual([])
    expect(found('', 'chung-thuc')).toEqual(['2.000815'])
  })
})

test('a report says what was read and what is not nothing; an issue names its cell', () => {
  const report = { read: 1460, added: 3, changed: 0, unchanged: 1456, rejected: 1, retired: 0, issues: [] }
  expect(reportLines(report)).toEqual([
    { count: '1.460', words: 'thủ tục trong tệp' },
    { count: '3', words: 'thêm mới' },
    { count: '1.456', words: 'giữ nguyên' },
    { count: '1', words: 'dòng không nhập được' },
  ])
  expect(listIssueWords({ row: 3, column: 'Lĩnh vực', code: 'unknown_area', value: 'Tôn giáo' })).toBe(
    'Dòng 3, cột “Lĩnh vực”, “Tôn giáo”: lĩnh vực chưa có, thủ tục mới xếp vào “Lĩnh vực khác”.',
  )
})
