import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import type { Office } from './office.ts'
import { enterOffice } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { column: 'unit', create: true },
  area: { column: 'area', create: true },
  time: { column: 'time', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'rating', levels: { good: 5 } } },
  identity: { columns: ['id'] },
}

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const file = (...places: (readonly [unit: string, area: string])[]): string =>
  ['id,unit,area,time,rating', ...places.map(([unit, area], id) => `${id},${unit},${area},2024-03-01,good`)].join('\n')

/** Imports after a dry run has told the same. */
async function imported(content: string, plan: ImportMapping = mapping) {
  const dry = await office.import(content, plan, '--dry-run')
  const report = await office.import(content, plan)
  expect(report).toEqual(dry)
  return report
}

test('two units whose labels give one code are not stored as one: the later is refused', async () => {
  expect(await imported(file(['Hòa An', ''], ['Hóa An', ''], ['Hòa An', ''], ['Hóa An', '']))).toMatchObject({
    stored: 2,
    rejected: 2,
    issues: [
      { row: 2, column: 'unit', code: 'ambiguous_unit', value: 'Hóa An' },
      { row: 4, column: 'unit', code: 'ambiguous_unit', value: 'Hóa An' },
    ],
  })
  const names = await office.open(({ reads }) =>
    reads.selectFrom('unit').select('name').where('code', 'like', '%.%').execute(),
  )
  expect(names).toEqual([{ name: 'Hòa An' }])
})

test('two areas whose labels give one code are not stored as one either', async () => {
  expect(await imported(file(['A', 'Hộ tịch mới'], ['A', 'Hồ tịch mới']))).toMatchObject({
    stored: 1,
    issues: [{ row: 2, column: 'area', code: 'ambiguous_area', value: 'Hồ tịch mới' }],
  })
})

test('one label written with other case, blanks or composition is one place', async () => {
  const places = ['Hòa An', 'HÒA  AN', 'hòa\u00a0an', 'Hòa An'.normalize('NFD')]
  expect(await imported(file(...places.map((unit) => [unit, unit] as const)))).toMatchObject({ stored: 4, issues: [] })
})

test('a unit that was renamed since still takes the label it came with', async () => {
  await office.import(file(['Hòa An', '']), mapping)
  await office.open(({ transaction }) =>
    transaction(async (trx) => {
      await trx.updateTable('unit').set({ name: 'Phường Một' }).where('code', '=', 'van-phong.hoa-an').execute()
    }),
  )
  expect(await imported(file(['Hòa An', ''], ['Hòa An', '']))).toMatchObject({ stored: 1, duplicate: 1, issues: [] })
  expect(await imported(file(['', ''], ['', ''], ['Hóa An', '']))).toMatchObject({ stored: 1 })
})

test('a translation says which labels mean one place', async () => {
  await office.import(file(['Hòa An', '']), mapping)
  const values = { 'Hóa An': 'van-phong.hoa-an' }
  const plan: ImportMapping = { ...mapping, unit: { column: 'unit', create: true, values } }
  expect(await imported(file(['Hòa An', ''], ['Hóa An', '']), plan)).toMatchObject({
    stored: 1,
    duplicate: 1,
    issues: [],
  })
})
