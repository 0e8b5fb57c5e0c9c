import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectDatabase } from '../../../server/store/operations/inspect.ts'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import type { Verification } from '../../../server/store/ledger/verification.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { inSnapshot, rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'
import { tamperedCopy } from '../../support/tampered-copy.ts'

let office: Office
let unit = 0

/** Four records of 20 November that a checkpoint covers, two of 21 November that none does. */
beforeAll(async () => {
  office = await openOffice()
  const kiosk = await office.pairKiosk()
  unit = await office.unitId('van-phong')
  await kiosk.rate([1, 5, 5, 5])
  office.clock.pass(15 * 60_000)
  await office.tick()
  office.clock.moveTo('2026-11-21T08:00:00+07:00')
  await kiosk.rate([1, 5])
})
afterAll(() => office.close())

/** What is found on 21 November in a copy in which somebody has changed what waits. */
async function verifyAfter(change: string): Promise<Verification> {
  const copy = tamperedCopy(office.file, (file) => file.exec(change))
  return (await inspectDatabase(copy, '2026-11-21')).verification
}

describe('what waits to be released', () => {
  test.each([
    ['as the intake wrote it', ''],
    ['with old days: the next release takes it along', `update waiting set day = '2026-11-01'`],
    ['a day after its checkpoint, for an import signs with the day it began', `update waiting set day = '2026-11-21'`],
    ['a day after today, for a clock may be set back', `update waiting set day = '2026-11-22' where position > 4`],
  ])('is in order %s', async (_name, change) => {
    expect((await verifyAfter(change)).problems).toEqual([])
  })

  test.each([
    ['put off for ever', `update waiting set day = '9999-12-31' where position = 1`, 1],
    ['put off for ever and signed by nobody', `update waiting set day = '9999-12-31' where position = 5`, 5],
    ['put off two days', `update waiting set day = '2026-11-22' where position = 2`, 2],
    ['put off to a text that is no day', `update waiting set day = 'z' where position = 3`, 3],
    ['put off with no day, as only an import does in passing', `update waiting set day = null where position = 4`, 4],
  ])('is named where it is %s', async (_name, change, position) => {
    const { ok, problems } = await verifyAfter(change)
    expect([ok, problems]).toEqual([false, [{ unit: 'van-phong', code: 'endless_waiting', position }]])
  })

  test('is named where no record of the unit belongs to it', async () => {
    const { problems } = await verifyAfter(
      `insert into waiting values (${unit}, 7, '2026-11-20'), (999, 1, '2026-11-20')`,
    )
    expect(problems).toEqual([
      { unit: '#999', code: 'unknown_waiting', position: 1 },
      { unit: 'van-phong', code: 'unknown_waiting', position: 7 },
    ])
  })
})

test('a bad rating cannot be taken out of the figures again by letting it wait', async () => {
  const own = await officeOfTest()
  await (await own.pairKiosk()).rate([1, 5, 5, 5, 5, 5])
  own.clock.moveTo('2026-11-21T08:00:00+07:00')
  await own.tick()
  tamperWith(own.file, (file) =>
    file.exec(`insert into waiting select unit_id, position, '9999-12-31' from ledger where position = 1;
      update tally_day set n1 = 0; update tally_half_month set n1 = 0`),
  )
  const { equal, cells, waiting } = await inSnapshot(own.file, compareTallies)
  expect({ equal, cells, waiting }).toEqual({ equal: true, cells: 2, waiting: 1 })
  const { verification } = await inspectDatabase(own.file, '2026-11-21')
  expect(verification.problems).toEqual([{ unit: 'van-phong', code: 'endless_waiting', position: 1 }])
})

test('a row that stands where the next rating will wait stops no rating, and puts none off', async () => {
  const own = await officeOfTest()
  const kiosk = await own.pairKiosk()
  await kiosk.rate([5])
  tamperWith(own.file, (file) => file.exec(`insert into waiting select unit_id, 2, '9999-12-31' from ledger`))
  expect((await kiosk.send(kiosk.tap(), kiosk.tap())).receipts.map(({ status }) => status)).toEqual([
    'stored',
    'stored',
  ])
  expect(rowsOf(own.file, 'select position, day from waiting order by position')).toEqual(
    [1, 2, 3].map((position) => ({ position, day: '2026-11-20' })),
  )
})

test('each rating of a batch waits for its own day, in whatever order they come', async () => {
  const own = await officeOfTest()
  own.clock.moveTo('2026-11-20T23:55:00+07:00')
  const kiosk = await own.pairKiosk()
  const days = ['20', '20', '21', '20', '21', '21']
  const times = days.map((day) => (day === '20' ? '2026-11-20T23:54:00+07:00' : '2026-11-21T00:01:00+07:00'))
  await kiosk.send(...times.map((answeredAt) => kiosk.tap({ answeredAt })))
  expect(rowsOf(own.file, 'select position, day from waiting order by position')).toEqual(
    days.map((day, index) => ({ position: index + 1, day: `2026-11-${day}` })),
  )
})
