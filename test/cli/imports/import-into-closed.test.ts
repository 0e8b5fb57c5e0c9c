import { expect, onTestFinished, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { touchedPeriods } from '#core/editions/touched-periods'
import { closeEdition } from '../../../server/services/editions/close-edition.ts'
import { isRefusal } from '../../../server/services/refusal.ts'
import { createStores } from '../../../server/stores.ts'
import { unitByCode } from '../../../server/store/office/units.ts'
import { actingAs } from '../../support/actors.ts'
import type { Office } from './office.ts'
import { enterOffice, NOW, rowCounts } from './office.ts'

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  unit: { column: 'unit', create: true },
  time: { column: 'time', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'rating', levels: { bad: 1, good: 5 } } },
  identity: { columns: ['id'] },
}
const header = 'id,time,unit,rating'
const before = [header, '1,2024-02-10,A,good', '2,2024-02-11,A,bad'].join('\n')
const later = [header, '1,2024-02-10,A,good', '3,2024-02-12,A,good', '4,2024-04-02,A,good', '5,2024-02-13,B,bad'].join(
  '\n',
)

async function closed(): Promise<Office> {
  const office = enterOffice()
  onTestFinished(() => office.leave())
  await office.import(before, mapping)
  await office.open(async (database) => {
    const onStorageFailure = (error: unknown): never => {
      throw error
    }
    const stores = await createStores(database, {
      clock: () => NOW,
      release: 'live',
      onStorageFailure,
      backupFolder: null,
    })
    const unit = await unitByCode(database.reads, 'van-phong')
    const order = { unitId: unit?.id ?? 0, request: { period: '2024-Q1' }, settled: NOW }
    expect(isRefusal(await closeEdition(stores, order, actingAs('test', new Date(NOW).toISOString())))).toBe(false)
  })
  return office
}

test('rows of a closed period are told before anything is stored, by unit and period', async () => {
  const office = await closed()
  const counts = await rowCounts(office)
  expect(await office.import(later, mapping, '--dry-run')).toMatchObject({
    stored: 3,
    warnings: [{ code: 'closed_period', value: expect.stringMatching(/, Quý I\/2024: 2 lượt$/) }],
  })
  await expect(office.import(later, mapping)).rejects.toThrow(/kỳ đã chốt số liệu.*Quý I\/2024: 2 lượt/s)
  expect(await rowCounts(office)).toEqual(counts)
})

test('they are stored where somebody says so, and what is of no closed period needs no word', async () => {
  const office = await closed()
  expect(await office.import([header, '4,2024-04-02,A,good'].join('\n'), mapping)).toMatchObject({ stored: 1 })
  // What is known already touches nothing.
  expect(await office.import(before, mapping)).toMatchObject({ stored: 0, duplicate: 2 })
  const report = await office.import(later, mapping, '--into-closed')
  expect(report).toMatchObject({ stored: 2, warnings: [{ code: 'closed_period' }] })
})

test('a period covers its units and those made under them, from its first day to its last', () => {
  const period = { unit: 'A', period: null, from: '2024-01-01', to: '2024-01-14', covers: new Set(['a']) }
  const on = (unit: string, date: string) => ({ unit, date, count: 1 })
  const days = [on('a', '2024-01-01'), on('a.new', '2024-01-14'), on('a', '2024-01-15'), on('b', '2024-01-02')]
  expect(touchedPeriods([period], days)).toEqual([{ unit: 'A', period, ratings: 2 }])
})
