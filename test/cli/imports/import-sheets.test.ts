import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { sheetData, workbookFile } from '../../files/xlsx/workbook-file.ts'
import type { Office } from './office.ts'
import { enterOffice, rowCounts } from './office.ts'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  time: { column: 'Ngày', format: 'd/M/yy h:mm a' },
  answers: { overall: { column: 'Mức', levels: { tốt: 5 } } },
  identity: { columns: ['Mã'] },
}
const header = ['Mã', 'Ngày', 'Mức']
const rows = [
  ['1', '5/3/24 12:05 SA', 'tốt'],
  ['2', '5/3/24 12:05 p.m.', 'tốt'],
]
const list = sheetData([header, ...rows])
const other = sheetData([header, ...rows, ['3', '6/3/24 1:05 CH', 'tốt']])

test('the first shown sheet that has the columns is read, and named; others of its kind are told', async () => {
  const workbook = workbookFile([
    { name: 'Mẫu cũ', state: 'hidden', xml: other },
    { name: 'Hướng dẫn', xml: sheetData([['Xin đọc kỹ']]) },
    { name: 'Tháng 3', xml: list },
    { name: 'Tháng 4', xml: other },
  ])
  const report = await office.import(workbook, mapping)
  expect(report).toMatchObject({ read: 2, stored: 2, sheet: 'Tháng 3' })
  expect(report.warnings).toEqual([{ code: 'other_sheets', column: '', value: 'Tháng 4' }])
  const named = await office.import(workbook, { ...mapping, sheet: ' tháng 4'.replace('t', 'T') })
  expect(named).toMatchObject({ read: 3, stored: 1, duplicate: 2, sheet: 'Tháng 4' })
  await expect(office.import(workbook, { ...mapping, sheet: 'Tháng 5' })).rejects.toThrow('unknown_sheet')
})

test('twelve hours of two-digit years are read as mornings and afternoons', async () => {
  await office.import(workbookFile([{ name: 'A', xml: other }]), mapping)
  const halves = await office.open(({ reads }) =>
    reads.selectFrom('response').select(['local_date', 'half_day']).orderBy('local_date').orderBy('half_day').execute(),
  )
  expect(halves.map(({ local_date, half_day }) => `${local_date} ${half_day}`)).toEqual([
    '2024-03-05 0',
    '2024-03-05 1',
    '2024-03-06 1',
  ])
})

test('a header over two rows of CSV is read as one of a workbook is', async () => {
  const csv = 'Mã,Ngày,Đánh giá,\n,,Mức,Ý kiến\n1,5/3/24 12:05 SA,tốt,\n'
  expect(await office.import(csv, mapping)).toMatchObject({ read: 1, stored: 1 })
})

test('a unit and an area that the mapping names are made where it says so', async () => {
  const plan: ImportMapping = {
    ...mapping,
    unit: { value: 'Tổ lưu động', create: true },
    area: { value: 'Lĩnh vực mới', create: true },
  }
  const csv = [header, ...rows].map((cells) => cells.join(',')).join('\n')
  const dry = await office.import(csv, plan, '--dry-run')
  expect(await office.import(csv, plan)).toEqual(dry)
  expect(dry.stored).toBe(2)
  const made = await office.open(async ({ reads }) => [
    await reads.selectFrom('unit').select('code').where('name', '=', 'Tổ lưu động').execute(),
    await reads.selectFrom('area').select('code').where('code', '=', 'linh-vuc-moi').execute(),
  ])
  expect(made).toEqual([[{ code: 'van-phong.to-luu-dong' }], [{ code: 'linh-vuc-moi' }]])
  const known: ImportMapping = { ...plan, unit: { value: 'van-phong.to-luu-dong', create: true } }
  expect(await office.import(csv, known)).toMatchObject({ stored: 0, duplicate: 2 })
  expect(await rowCounts(office)).toMatchObject({ unit: 2 })
})

test('a file that cannot be taken is told in Vietnamese, with its code, line and column', async () => {
  const titled = 'BÁO CÁO\n\nMã,Ngày\n1,5/3/24 12:05 SA\n'
  await expect(office.import(titled, mapping)).rejects.toThrow(
    /tiêu đề thiếu cột.*\(dòng 3, cột “Mức”\).*missing_column/,
  )
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0])
  await expect(office.import(old, mapping)).rejects.toThrow(/lưu lại dạng \.xlsx.*not_xlsx/)
  await expect(office.import(Buffer.from([0x4d, 0x0a, 0xe3, 0xff]), mapping)).rejects.toThrow(/UTF-8.*not_utf8/)
  const twice = { ...mapping, answers: { overall: { column: 'Mức', levels: { tốt: 5, 'tốt ': 4 } } } }
  await expect(office.import(titled.replace('Ngày', 'Ngày,Mức'), twice)).rejects.toThrow('ambiguous_text')
})
