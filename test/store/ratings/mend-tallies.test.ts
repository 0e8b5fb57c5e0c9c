import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/store/engine/database.ts'
import {
  CELLS_PER_SLICE,
  mendTallies,
  MendingTakenOverError,
  PAUSE_MS,
} from '../../../server/store/ratings/mend-tallies.ts'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import { actingAs } from '../../support/actors.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { inSnapshot, valueOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const DAY = 24 * 60 * 60_000
const DAYS = 20

/** An office with twenty released days, every cell of which somebody has changed. */
async function tamperedOffice(): Promise<Office> {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk()
  for (let day = 0; day < DAYS; day += 1) {
    await kiosk.rate([1, 2, 3, 4, 5])
    office.clock.pass(DAY)
    await office.tick()
  }
  tamperWith(office.file, (file) => {
    file.exec('update tally_day set n5 = n5 + 7')
    file.exec('delete from tally_half_month')
  })
  return office
}

/** The same store, told of each transaction before it ends: how many rows it has changed so far. */
function watched(database: Database, told: (changed: number) => Promise<unknown>): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (trx) => {
        const changes = async (): Promise<number> =>
          (await sql<{ n: number }>`select total_changes() as n`.execute(trx)).rows[0]!.n
        const before = await changes()
        const result = await work(trx)
        await told((await changes()) - before)
        return result
      }),
  }
}

test('figures are mended in slices: no transaction writes more than its few cells', async () => {
  const office = await tamperedOffice()
  const changed: number[] = []
  const database = watched(office.database, async (rows) => changed.push(rows))
  const found = await mendTallies(database, actingAs('test'), 4)
  expect(found.different).toBe(2 * DAYS + 2)
  // Four cells, an entry of the audit with its links.
  expect(Math.max(...changed)).toBeLessThanOrEqual(4 + 4)
  expect(changed.length).toBeGreaterThan(DAYS / 4)
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
})

test('what a server counts between two slices is kept', async () => {
  const office = await tamperedOffice()
  const kiosk = await office.pairKiosk({ counter: 'Quầy 2' })
  let slices = 0
  const database = watched(office.database, async () => {
    slices += 1
  })
  const mending = mendTallies(database, actingAs('test'), 4)
  while (slices < 3) await new Promise((resolve) => setTimeout(resolve, 2))
  const before = Number(valueOf(office.file, 'select count(*) from response'))
  await kiosk.rate([5, 5, 5, 5, 5], { answeredAt: '2026-11-25T08:00:00+07:00' })
  office.clock.pass(DAY)
  await office.tick()
  await mending
  expect(valueOf(office.file, 'select sum(n1 + n2 + n3 + n4 + n5 + n0) from tally_day')).toBe(before + 5)
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
})

test('of two that mend at once only the later one goes on, and nothing is added twice', async () => {
  const office = await tamperedOffice()
  const results = await Promise.allSettled([
    mendTallies(office.database, actingAs('test'), 2),
    mendTallies(office.database, actingAs('test'), 2),
  ])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(results.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(MendingTakenOverError)
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
})

test('unless told otherwise a slice is of forty cells, with two statements each, and the lock is free between two', async () => {
  const office = await tamperedOffice()
  await office.database.transaction((trx) =>
    sql`insert into tally_day
      select unit_id, day, area_id, procedure_id, 'n' || step, channel, counter_id, questionnaire_id, criterion,
        n1, n2, n3, n4, n5, n0
      from tally_day, (select 1 as step union select 2 union select 3 union select 4)`.execute(trx),
  )
  const changed: number[] = []
  const database = watched(office.database, async (rows) => changed.push(rows))
  const began = performance.now()
  const { different } = await mendTallies(database, actingAs('test'))
  expect([CELLS_PER_SLICE, different]).toEqual([40, 6 * DAYS + 2])
  // A cell that goes is first brought to nothing: two changes. Besides, the entry of the audit with its links.
  expect(Math.max(...changed)).toBeLessThanOrEqual(2 * CELLS_PER_SLICE + 4)
  const slices = Math.ceil((5 * DAYS) / CELLS_PER_SLICE) + 1
  expect(changed.length).toBeGreaterThanOrEqual(slices)
  expect(performance.now() - began).toBeGreaterThanOrEqual((slices - 1) * PAUSE_MS)
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
})
