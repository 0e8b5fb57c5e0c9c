import { expect, test } from 'vitest'
import type { ReceiptReply } from '#contract/responses'
import type { Stage } from '#core/questions/questionnaire'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { countsOf, rowsOf, valueOf } from '../../support/tables.ts'
import { verified } from '../../support/verified.ts'

const statuses = ({ receipts }: ReceiptReply): string[] => receipts.map(({ status }) => status)

const moveTo = async (office: Office, kioskId: number, place: object): Promise<void> => {
  const { status } = await office.as('lan').patch(`/api/devices/${kioskId}`, place)
  expect(status).toBe(200)
}

const setStage = async (office: Office, stage: Stage): Promise<void> => {
  const id = valueOf(office.file, `select id from counter where name = 'Quầy 1'`)
  const { status } = await office.as('lan').patch(`/api/counters/${String(id)}`, { stage })
  expect(status).toBe(200)
}

/** An office whose administrator looks after all units. */
async function officeWithTree(): Promise<Office> {
  const office = await officeOfTest()
  await office.database.transaction((trx) =>
    trx.updateTable('unit').set({ parent_id: 1 }).where('code', 'in', ['tinh']).execute(),
  )
  return office
}

test('a rating that does not name its assignment is known again after its kiosk was moved to another unit', async () => {
  const office = await officeWithTree()
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const record = kiosk.tap({ comment: 'Nhanh' })
  expect(statuses(await kiosk.send(record))).toEqual(['stored'])
  await moveTo(office, kiosk.id, { unit: 'xa-binh', counter: 'Quầy 7' })
  expect(statuses(await kiosk.send(record))).toEqual(['duplicate'])
  expect(statuses(await kiosk.send({ ...record, answers: { overall: 1 } }))).toEqual(['conflict'])
  expect(statuses(await kiosk.send(kiosk.tap()))).toEqual(['stored'])
  const filed = rowsOf(
    office.file,
    'select u.code from response as r join unit as u on u.id = r.unit_id order by u.code',
  )
  expect(filed).toEqual([{ code: 'xa-an' }, { code: 'xa-binh' }])
  expect((await verified(office.file, office)).problems).toEqual([])
})

test.each([
  ['names neither stage nor assignment', () => ({})],
  [
    'names its assignment alone',
    (office: Office) => ({ assignment: `a${String(valueOf(office.file, 'select min(id) from assignment'))}` }),
  ],
])('a rating that %s is known again after its counter was given another stage', async (_name, naming) => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ stage: 'submit' })
  const record = kiosk.tap(naming(office))
  await kiosk.send(record)
  await setStage(office, 'result')
  expect(statuses(await kiosk.send(record))).toEqual(['duplicate'])
  expect(countsOf(office.file)).toMatchObject({ response: 1, quarantine: 0 })
  expect(valueOf(office.file, 'select stage from response')).toBe('submit')
})

test('an id belongs to one rating of the whole installation, whichever kiosk sends it', async () => {
  const office = await officeOfTest()
  const [an, binh] = [await office.pairKiosk({ unit: 'xa-an' }), await office.pairKiosk({ unit: 'xa-binh' })]
  const record = an.tap()
  await an.send(record)
  expect(statuses(await binh.send({ ...binh.tap(), id: record.id }))).toEqual(['conflict'])
  expect(countsOf(office.file)).toMatchObject({ response: 1, response_identity: 1, quarantine: 1 })
})
