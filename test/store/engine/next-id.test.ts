import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { nextId, skipIdsTo } from '../../../server/store/engine/next-id.ts'
import { filesUnder } from '../../house/imports.ts'
import { actingAs } from '../../support/actors.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'

test('rows made at the same time get ids of their own', async () => {
  const { stores, file } = await officeOfTest()
  const link = { unitId: 1, label: 'Sở Nội vụ', now: 0, expiresAt: 1 }
  const made = await Promise.all(
    Array.from({ length: 20 }, () => stores.readingLinks.create(link, actingAs('lan', '2026-11-20T00:00:00.000Z'))),
  )
  expect(new Set(made.map(({ id }) => id)).size).toBe(20)
  expect(rowsOf(file, 'select id from reading_link')).toHaveLength(20)
})

test('an id is not given again when its row is gone', async () => {
  const { database } = await officeOfTest()
  const site = { unit_id: 1, name: 'Trụ sở', address: '', retired: 0 }
  const make = () =>
    database.transaction(async (trx) => {
      const id = await nextId(trx, 'site')
      await trx
        .insertInto('site')
        .values({ id, ...site })
        .execute()
      await trx.deleteFrom('site').where('id', '=', id).execute()
      return id
    })
  expect([await make(), await make()]).toEqual([1, 2])
})

test('what is undone has given no id', async () => {
  const { database } = await officeOfTest()
  const take = () => database.transaction((trx) => nextId(trx, 'site'))
  const undone = database.transaction(async (trx) => {
    await nextId(trx, 'site')
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await take()).toBe(1)
})

test('ids go on above those that are left out, and never go back', async () => {
  const { database } = await officeOfTest()
  const after = (id: number) =>
    database.transaction(async (trx) => {
      await skipIdsTo(trx, 'site', id)
      return nextId(trx, 'site')
    })
  expect([await after(1_000), await after(7), await after(1_002)]).toEqual([1_001, 1_002, 1_003])
})

test('a table that is not numbered is an error, not a row without an id', async () => {
  const { database } = await officeOfTest()
  await database.db.deleteFrom('next_id').where('name', '=', 'site').execute()
  await expect(database.transaction((trx) => nextId(trx, 'site'))).rejects.toThrow('site')
})

/** Where the largest id is read: the end of the audit, the oldest run that is remembered, where a kiosk stands now. */
const readsLargestId = ['audit.ts', 'backup-runs.ts', 'counters.ts', 'device-list.ts']

test('no id is made from the largest one there is', () => {
  const reading = filesUnder('server/store').filter((path) =>
    /\bmax\(\s*'?"?(\w+\.)?id\b/i.test(readFileSync(path, 'utf8')),
  )
  expect(reading.map((path) => basename(path)).sort()).toEqual(readsLargestId)
})
