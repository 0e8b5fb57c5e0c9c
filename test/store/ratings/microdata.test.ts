import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { MicrodataRow } from '../../../server/store/ratings/microdata-slices.ts'
import { openMicrodata } from '../../../server/store/ratings/microdata.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { tamperWith } from '../../support/tamper.ts'

const selectionOf = (unitIds: readonly number[]) => ({ unitIds, from: '2026-11-01', to: '2026-11-30' })

async function allRows(rows: AsyncIterable<MicrodataRow> | Iterable<MicrodataRow>): Promise<MicrodataRow[]> {
  const all: MicrodataRow[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Two units with twelve released ratings each, and their kiosks. */
async function twoUnits() {
  const office = await officeOfTest()
  const kiosks = [await office.pairKiosk({ unit: 'xa-an' }), await office.pairKiosk({ unit: 'xa-binh' })] as const
  for (const kiosk of kiosks) await kiosk.rate([1, 2, 3, 4, 5, 5, 5, 4, 4, 4, null, 5])
  office.clock.moveTo('2026-11-21T08:00:00+07:00')
  await office.tick()
  const unitIds = [await office.unitId('xa-an'), await office.unitId('xa-binh')]
  return { office, kiosks, unitIds }
}

test('an export holds what was settled when it began, whatever is tapped and released while it is read', async () => {
  const { office, kiosks, unitIds } = await twoUnits()
  for (const kiosk of kiosks) await kiosk.rate([3, 3, 3])
  const microdata = await openMicrodata(office.file, selectionOf(unitIds), 5)
  const before = await allRows(microdata.rows())
  expect(before).toHaveLength(24)
  for (const kiosk of kiosks) await kiosk.rate([2, 2, 2])
  office.clock.moveTo('2026-11-22T08:00:00+07:00')
  await office.tick()
  expect(await allRows(microdata.rows())).toEqual(before)
  const after = await openMicrodata(office.file, selectionOf(unitIds), 5)
  expect(await allRows(after.rows())).toHaveLength(36)
})

test('slices leave nothing out and repeat nothing, whatever their size', async () => {
  const { office, unitIds } = await twoUnits()
  const rowsBy = async (size: number) => allRows((await openMicrodata(office.file, selectionOf(unitIds), size)).rows())
  const whole = await rowsBy(1000)
  expect(whole).toHaveLength(24)
  for (const size of [1, 4, 12, 13]) expect(await rowsBy(size)).toEqual(whole)
})

/** Whether what is in the log goes into the file and the log is cut: not while somebody holds an older view. */
const canCutLog = (office: Office): boolean =>
  tamperWith(office.file, (file) => {
    file.pragma('busy_timeout = 50')
    const [row] = file.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return row?.busy === 0
  })

test('a reader that stops in the middle keeps no view of the database open', async () => {
  const { office, kiosks, unitIds } = await twoUnits()
  const microdata = await openMicrodata(office.file, selectionOf(unitIds))
  const rows = (microdata.rows() as AsyncGenerator<MicrodataRow>)[Symbol.asyncIterator]()
  expect((await rows.next()).done).toBe(false)
  await kiosks[0].rate([4, 4])
  expect(canCutLog(office)).toBe(true)
  let more = 1
  while ((await rows.next()).done !== true) more += 1
  expect(more).toBe(24)
})

/** Ratings put into the file as they would be stored, some of which wait. */
function fill(office: Office, unitId: number, { rows, waiting }: { rows: number; waiting: number }): void {
  tamperWith(office.file, (file) => {
    const like = file.prepare('select * from response where unit_id = ? limit 1').get(unitId) as Record<string, unknown>
    const columns = Object.keys(like)
    const add = file.prepare(`insert into response values (${columns.map((name) => `@${name}`).join(', ')})`)
    const record = file.prepare('insert into ledger values (?, ?, ?, ?)')
    const wait = file.prepare('insert into waiting values (?, ?, ?)')
    file.transaction(() => {
      for (let n = 1; n <= rows; n += 1) {
        const id = randomBytes(16)
        add.run({ ...like, id, seq: null, assignment_id: null })
        record.run(unitId, 1000 + n, id, id)
        if (n <= waiting) wait.run(unitId, 1000 + n, '2026-11-21')
      }
    })()
  })
}

test('the time of an export grows with its responses, not with them times those that wait', async () => {
  const { office, unitIds } = await twoUnits()
  const [unitId = 0] = unitIds
  const timed = async (): Promise<[rows: number, milliseconds: number]> => {
    const began = performance.now()
    const microdata = await openMicrodata(office.file, selectionOf([unitId]))
    return [(await allRows(microdata.rows())).length, performance.now() - began]
  }
  fill(office, unitId, { rows: 6_000, waiting: 0 })
  const [all, alone] = await timed()
  expect(all).toBe(6_012)
  tamperWith(office.file, (file) =>
    file.exec(`insert into waiting select unit_id, position, '2026-11-21' from ledger
      where unit_id = ${unitId} and position > 4000`),
  )
  const [settled, beside] = await timed()
  expect(settled).toBe(3_012)
  expect(beside).toBeLessThan(4 * alone + 200)
})
