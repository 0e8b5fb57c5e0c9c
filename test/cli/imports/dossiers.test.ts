import { afterEach, beforeEach, expect, test } from 'vitest'
import { CommandError, UsageError } from '../../../server/cli/args.ts'
import { dossiersCommand } from '../../../server/cli/imports/dossiers.ts'
import { createDossiers } from '../../../server/store/dossiers/dossiers.ts'
import { unitByCode } from '../../../server/store/office/units.ts'
import type { Office } from './office.ts'
import { enterOffice } from './office.ts'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const months = { months: ['2024-02', '2024-03'], cutOffDay: null }
const stored = () =>
  office.open(async (database) => {
    const unit = await unitByCode(database.reads, 'van-phong')
    const rows = await createDossiers(database).counts([unit?.id ?? 0], months)
    return rows.map(({ month, received, late, version }) => [month, received, late, version])
  })
const take = (content: string, ...words: string[]) =>
  office.run(dossiersCommand, 'import', office.write('ho-so.csv', content), ...words)
const csv = (late: number) =>
  `Tháng;Lĩnh vực;Tiếp nhận;Trước hạn;Đúng hạn;Quá hạn\n02/2024;Đất đai;60;10;40;${late}\n03/2024;Hộ tịch;30;0;30;0\n`

test('counts of a file are tried, stored as a whole, and put right by a later file', async () => {
  const tried = await take(csv(5), '--dry-run')
  expect(tried.out.join('\n')).toContain('Chạy thử')
  expect(await stored()).toEqual([])
  const { out } = await take(csv(5), '--json')
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ read: 2, stored: 2, unchanged: 0, issues: [] })
  expect(JSON.parse((await take(csv(6), '--json')).out[0] ?? '')).toMatchObject({ stored: 1, unchanged: 1 })
  expect((await stored()).toSorted()).toEqual([
    ['2024-02', 60, 6, 2],
    ['2024-03', 30, 0, 1],
  ])
})

test('one row that cannot be taken stores nothing and is named', async () => {
  const { code, out } = await take(csv(5).replace('Hộ tịch', 'Thiên văn'))
  expect([code, await stored()]).toEqual([1, []])
  expect(out.join('\n')).toContain('dòng 2, cột "Lĩnh vực": unknown_area "Thiên văn"')
})

test('what is no file of counts, and a month to come, are refused', async () => {
  await expect(take('a,b\n1,2\n')).rejects.toThrow('missing_column')
  await expect(take(csv(5).replace('02/2024', '02/2034'))).rejects.toThrow('not_begun')
  await expect(office.run(dossiersCommand, 'import', 'khong-co.csv')).rejects.toThrow(CommandError)
  await expect(office.run(dossiersCommand, 'xem')).rejects.toThrow(UsageError)
})
