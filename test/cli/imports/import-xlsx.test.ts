import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeXlsx } from 'hucre/xlsx'
import type { ImportMapping, ImportReport } from '#contract/mapping'
import { importCommand } from '../../../server/cli/imports/import.ts'
import type { Office } from './office.ts'
import { enterOffice } from './office.ts'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { value: 'van-phong' },
  procedure: { column: 'Thủ tục' },
  time: { column: 'Thời gian', format: 'd/M/yyyy H:mm', mixed: true },
  answers: { overall: { column: 'Mức', levels: { '5': 5, '2': 2, 'Không ý kiến': null } } },
  identity: { columns: ['Mã'] },
}

const sheet = async (rows: (string | number | Date | null)[][]): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name: 'Phiếu', rows }] }))
const at = (text: string): Date => new Date(`${text}Z`)
const header = ['Mã', 'Thời gian', 'Mức', 'Thủ tục']

test('is read like the CSV file of the same rows: dates as the mapping writes them, text with its zeros', async () => {
  const content = await sheet([
    header,
    ['0001', at('2024-03-05T08:07:00'), 5, '2.000815.000.00.00.H61'],
    ['1', at('2024-03-05T14:30:00'), 2, '2.000815'],
    ['3', '6/3/2024 9:05', 'Không ý kiến', null],
    ['4', at('2024-03-05T14:30:00'), 4, null],
    ['5', 'hôm qua', 5, '9.999999'],
  ])
  const report = await office.import(content, mapping)
  expect(report).toEqual({
    ...{ read: 5, stored: 3, duplicate: 0, repeated: 0, conflict: 0, rejected: 2, sheet: 'Phiếu' },
    warnings: [{ code: 'mixed_dates', column: 'Thời gian', value: '3 ngày (dates), 1 chữ (texts)' }],
    issues: [
      { row: 4, column: 'Mức', code: 'unknown_level', value: '4' },
      { row: 5, column: 'Thời gian', code: 'bad_time', value: 'hôm qua' },
      { row: 5, column: 'Thủ tục', code: 'unknown_procedure', value: '9.999999' },
    ],
  } satisfies ImportReport)
  const csv = `Mã,Thời gian,Mức,Thủ tục
0001,5/3/2024 8:07,5,2.000815
1,5/3/2024 14:30,2,2.000815
3,6/3/2024 9:05,Không ý kiến,`
  expect(await office.import(csv, mapping)).toMatchObject({ read: 3, stored: 0, duplicate: 3 })
  const days = await office.open(({ reads }) =>
    reads.selectFrom('response').select(['local_date', 'half_day']).orderBy('local_date').orderBy('half_day').execute(),
  )
  expect(days).toEqual([
    { local_date: '2024-03-05', half_day: 0 },
    { local_date: '2024-03-05', half_day: 1 },
    { local_date: '2024-03-06', half_day: 0 },
  ])
})

test('fails as a whole where a column is missing or the archive is broken', async () => {
  await expect(
    office.import(
      await sheet([
        ['Mã', 'Mức'],
        ['1', 5],
      ]),
      mapping,
    ),
  ).rejects.toThrow('missing_column')
  const whole = await sheet([header, ['1', at('2024-03-05T08:07:00'), 5, null]])
  await expect(office.import(whole.subarray(0, whole.length - 30), mapping)).rejects.toThrow('not_xlsx')
  expect(importCommand.summary).toContain('XLSX')
})
