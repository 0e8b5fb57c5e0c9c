import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { column: 'Xã', create: true },
  time: { column: 'Ngày', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'Mức', levels: { 'Hài lòng': 4, 'Rất hài lòng': 5 } } },
  identity: { columns: ['Mã'] },
}
const fileOf = (...rows: readonly string[]): string => ['Mã,Xã,Ngày,Mức', ...rows].join('\n')
const before = fileOf('1,Xã An,2024-03-01,Hài lòng', '2,Xã Bình,2024-03-02,Hài lòng')

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

test.each([{ words: [] }, { words: ['--dry-run'] }])(
  'a later export with rows under another unit counts nothing twice, $words',
  async ({ words }) => {
    await office.import(before, mapping)
    const merged = fileOf(
      '1,Xã Bình,2024-03-01,Hài lòng',
      '2,Xã Bình,2024-03-02,Rất hài lòng',
      '3,Xã Bình,2024-03-03,Hài lòng',
    )
    const report = await office.import(merged, mapping, ...words)
    expect(report).toMatchObject({ read: 3, stored: 1, duplicate: 1, conflict: 1, rejected: 0 })
  },
)

test('a row that one file names under two units is one row', async () => {
  const twice = fileOf('1,Xã An,2024-03-01,Hài lòng', '1,Xã Bình,2024-03-01,Hài lòng')
  expect(await office.import(twice, mapping, '--dry-run')).toMatchObject({ stored: 1, repeated: 1 })
  expect(await office.import(twice, mapping)).toMatchObject({ stored: 1, repeated: 1 })
  expect(await rowCounts(office)).toMatchObject({ response: 1 })
})
