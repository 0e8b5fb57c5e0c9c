import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ImportMapping } from '#contract/mapping'
import { commandLine } from '#core/ledger/actor'
import { importRows } from '../../../server/services/imports/import-rows.ts'
import { createImportStores } from '../../../server/store/imports/import-stores.ts'
import { parseQuestionnaire } from '../../../server/stores.ts'
import type { Office } from './office.ts'
import { enterOffice, NOW, rowCounts } from './office.ts'

let office: Office
beforeEach(() => {
  office = enterOffice()
})
afterEach(() => office.leave())

const mapping: ImportMapping = {
  questionnaire: 'quay-nhanh@1',
  time: { column: 'Ngày', format: 'yyyy-MM-dd' },
  answers: { overall: { column: 'Mức', levels: { tốt: 5 } } },
  identity: { columns: ['Mã'] },
}

test('a row that was stored when every blank of its number counted is known again', async () => {
  await office.open(async (database) => {
    const stores = createImportStores(database, parseQuestionnaire)
    const questionnaire = await stores.questionnaire('quay-nhanh@1')
    const writer = await stores.writer({
      questionnaire: { id: questionnaire!.id, reference: 'quay-nhanh@1' },
      parentId: null,
      now: NOW,
      actor: commandLine,
      source: { file: 'phieu.csv', sha256: '' },
    })
    await writer.slice(async (target) => {
      await target.write({
        ...{ unit: { code: 'van-phong', label: null }, area: null, procedure: null, stage: null, channel: 'import' },
        ...{ localDate: '2024-03-05', halfDay: 0, answers: [['overall', 5]], comment: null },
        identity: ['', 'A\u00a0\u00a01', 1],
      })
    })
  })
  const csv = 'Mã,Ngày,Mức\nA\u00a0\u00a01,2024-03-05,tốt\n'
  for (const words of [['--dry-run'], []])
    expect(await office.import(csv, mapping, ...words)).toMatchObject({ stored: 0, duplicate: 1, conflict: 0 })
  expect(await rowCounts(office)).toMatchObject({ response: 1 })
})

test('an import that somebody ends stops after the rows under way, and keeps them', async () => {
  const row = { row: 1, text: '', cells: [] }
  async function* batches() {
    for (;;) yield [row]
  }
  let asked = 0
  const target = { unknownCodes: () => Promise.resolve([]), write: () => Promise.resolve('stored' as const) }
  const mapper = { map: () => ({ row: 1, column: '', code: 'bad_row', value: '' }) }
  const counts = await importRows(
    {
      rows: { header: [], sheet: null, mixedDates: [], batches },
      mapper: { ...mapper, unknown: mapper.map, known: mapper.map },
      countsRepeats: false,
      into: { preview: target },
    },
    { counts: () => undefined, issue: () => undefined, stored: () => undefined, isEnded: () => (asked += 1) > 6 },
  )
  expect(counts.read).toBe(counts.rejected)
  expect(counts.read).toBeGreaterThan(0)
})
