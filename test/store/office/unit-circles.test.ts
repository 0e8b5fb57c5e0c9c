import { beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { databaseFindings } from '../../../server/cli/operations/doctor-database.ts'
import { unitsInCircles } from '../../../server/store/office/units.ts'
import { unitFamily } from '../../../server/store/office/unit-family.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { tamperWith } from '../../support/tamper.ts'

let office: Office
beforeEach(async () => {
  office = await officeOfTest()
})

/** As a hand in the file could: the province under one of its communes. */
const closeCircle = (): void => {
  tamperWith(office.file, (file) =>
    file.exec(`update unit set parent_id = (select id from unit where code = 'xa-an') where code = 'tinh'`),
  )
}
const codes = (units: readonly { readonly code: string }[]): string[] => units.map(({ code }) => code).sort()

test('a circle of units is followed once round, and named', async () => {
  const { units, database } = office.stores
  expect(await unitsInCircles(database.reads)).toEqual([])
  const [tinh, an] = [await office.unitId('tinh'), await office.unitId('xa-an')]
  closeCircle()
  expect(codes(await units.under(an))).toEqual(['tinh', 'xa-an', 'xa-binh'])
  expect(await units.chain(an)).toEqual([an, tinh])
  const family = await unitFamily(database.reads, { code: 'xa-an' })
  expect(codes(family!.below)).toEqual(['tinh', 'xa-an', 'xa-binh'])
  expect(family!.chain).toEqual([an, tinh])
  expect(await unitsInCircles(database.reads)).toEqual(['tinh', 'xa-an', 'xa-binh'])
})

test('figures of a unit in a circle are answered', async () => {
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([5, 4])
  closeCircle()
  const { status, body } = await office.as('minh').get('/api/satisfaction?period=2026-11&by=unit')
  expect(status).toBe(200)
  expect(body.total.received).toBe(2)
})

test('the doctor names units in a circle', async () => {
  closeCircle()
  const findings = await databaseFindings(readConfig({ DATA_DIR: office.folder }), office.clock.now)
  const words = findings.find(({ name }) => name === 'units')
  expect(words).toMatchObject({ state: 'bad', words: expect.stringContaining('tinh, xa-an, xa-binh') })
})
