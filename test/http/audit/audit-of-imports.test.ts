import { expect, test } from 'vitest'
import type { ImportRow } from '../../../server/store/imports/import-row.ts'
import { createImportStores } from '../../../server/store/imports/import-stores.ts'
import { parseQuestionnaire } from '../../../server/stores.ts'
import type { Caller } from '../../support/caller.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'
import { commandLine } from '#core/ledger/actor'

const sha256 = 'ab'.repeat(32)
const questionnaire = 'quay-nhanh@1'
/** Stands for a row at which the disk is full. */
const NO_ROOM = ''

/** An import into an office that is open, a slice at a time, as the command makes it. */
async function begin({ clock, database, file }: Office) {
  const id = Number(valueOf(file, `select id from questionnaire where code = 'quay-nhanh'`))
  const writer = await createImportStores(database, parseQuestionnaire).writer({
    questionnaire: { id, reference: questionnaire },
    parentId: null,
    now: clock.now,
    actor: commandLine,
    source: { file: 'phieu.csv', sha256 },
  })
  const slice = (...rows: readonly (readonly [unit: string, number: number, channel?: string])[]) =>
    writer.slice(async (target) => {
      for (const [unit, number, channel = 'import'] of rows) {
        if (unit === NO_ROOM) throw new Error('the disk is full')
        await target.write(rowOf(unit, number, channel))
      }
    })
  return { slice, finish: writer.finish }
}

const rowOf = (unit: string, number: number, channel: string): ImportRow => ({
  unit: { code: unit, label: null },
  ...{ area: null, procedure: null, stage: null, channel, localDate: '2026-11-02', halfDay: 0 },
  ...{ answers: [['overall', 1]], comment: null, identity: [number] },
})

/** The entries about imports that somebody sees, oldest first. */
async function seenBy(caller: Caller): Promise<unknown[]> {
  const { entries } = (await caller.get('/api/audit?action=import')).body
  return entries
    .map(({ action, subject, unit, detail }: Record<string, unknown>) => ({ action, subject, unit, detail }))
    .reverse()
}

const begun = (unit: string, channels: string) => ({
  ...{ action: 'import.begin', subject: 'phieu.csv', unit },
  detail: { questionnaire, channels, sha256 },
})

test('an import that is broken off has left its entry with the first ratings it brought', async () => {
  const office = await officeOfTest()
  const { slice } = await begin(office)
  await slice(['xa-an', 1], ['xa-an', 2, 'paper'])
  await slice(['xa-an', 3])
  await slice(['xa-binh', 4])
  // Here the process is killed: `finish` is never called.
  expect(valueOf(office.file, 'select sum(n1) from tally_day')).toBe(4)
  const admin = await office.person('admin', 'xa-an')
  expect(await seenBy(admin)).toEqual([begun('xa-an', 'import paper')])
  expect(await seenBy(await office.person('admin', 'tinh'))).toEqual([
    begun('xa-an', 'import paper'),
    begun('xa-binh', 'import'),
  ])
})

test('a slice that fails leaves neither ratings nor an entry, and the next one tells of the unit', async () => {
  const office = await officeOfTest()
  const { slice } = await begin(office)
  await expect(slice(['xa-an', 1], [NO_ROOM, 2])).rejects.toThrow('full')
  expect(valueOf(office.file, 'select count(*) from response')).toBe(0)
  expect(valueOf(office.file, 'select count(*) from audit')).toBe(0)
  await slice(['xa-an', 1])
  expect(await seenBy(await office.person('admin', 'xa-an'))).toEqual([begun('xa-an', 'import')])
})

test('a finished import is closed for each unit with what it got, and as a whole', async () => {
  const office = await officeOfTest()
  const { slice, finish } = await begin(office)
  await slice(['xa-an', 1], ['xa-an', 1], ['xa-binh', 2])
  await slice(['xa-an', 3, 'qr'])
  const counts = { read: 4, stored: 3, duplicate: 1, repeated: 0, conflict: 0, rejected: 0 }
  await finish(counts)
  const ended = (unit: string, channels: string, stored: number) => ({
    ...{ action: 'import.end', subject: 'phieu.csv', unit },
    detail: { questionnaire, channels, stored },
  })
  expect(await seenBy(await office.person('admin', 'xa-an'))).toEqual([
    begun('xa-an', 'import'),
    ended('xa-an', 'import qr', 2),
  ])
  expect(await seenBy(await office.person('admin', 'tinh'))).toEqual([
    begun('xa-an', 'import'),
    begun('xa-binh', 'import'),
    ended('xa-an', 'import qr', 2),
    ended('xa-binh', 'import', 1),
    { action: 'import', subject: 'phieu.csv', unit: null, detail: counts },
  ])
})

test('an import that brought nothing new is told as a whole only', async () => {
  const office = await officeOfTest()
  const { slice } = await begin(office)
  await slice(['xa-an', 1])
  const again = await begin(office)
  await again.slice(['xa-an', 1])
  await again.finish({ read: 1, stored: 0, duplicate: 1, repeated: 0, conflict: 0, rejected: 0 })
  expect((await seenBy(await office.person('admin', 'xa-an'))).length).toBe(1)
  expect(valueOf(office.file, `select count(*) from audit where action = 'import'`)).toBe(1)
})
