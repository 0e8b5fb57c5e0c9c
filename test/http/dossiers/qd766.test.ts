import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createUnit } from '../../../server/store/office/units.ts'
import { officeOfTest } from '../../support/office.ts'

const file = readFileSync(join(import.meta.dirname, '../../data/qd766_phutho/month.csv'), 'utf8')
const units = file.trim().split('\n').slice(1).map((line) => line.split(',').slice(-6).map(Number)) // prettier-ignore

test('all 42 units of a province come out as the State printed them, once their counts are entered', async () => {
  const office = await officeOfTest()
  const parentId = await office.unitId('tinh')
  const manager = await office.person('manager', 'tinh')
  await office.database.transaction(async (trx) => {
    for (const index of units.keys()) await createUnit(trx, { code: `dv-${index}`, name: `Đơn vị ${index}`, parentId })
  })
  for (const [index, [untroubled, dossiers, percent, points, petitions, total]] of units.entries()) {
    const none =
      petitions === 0 ? { petitions: 0, answered: 0, onTime: 0 } : { petitions: null, answered: null, onTime: null }
    const portal = [{ month: '2026-08', dossiers, untroubled, ...none }]
    await manager.put('/api/dossiers', { unit: `dv-${index}`, counts: [], portal })
    const { body } = await office.as('son').get(`/api/scores/qd766?unit=dv-${index}&period=2026-08`)
    const printed = { percent: dossiers === 0 ? null : percent, points }
    expect([index, body.dossiers, body.total]).toEqual([
      index,
      { part: untroubled, whole: dossiers, ...printed },
      petitions === 0 ? total : null,
    ])
    if (petitions === 0) expect([body.petitionsOnTime.points, body.petitionsAnswered.points]).toEqual([6, 6])
  }
})

test('a month that is not entered leaves no total, and says so', async () => {
  const office = await officeOfTest()
  const portal = [{ month: '2026-07', dossiers: 100, untroubled: 90, petitions: 1, answered: 1, onTime: 1 }]
  await office.as('minh').put('/api/dossiers', { unit: 'xa-an', counts: [], portal })
  const { body } = await office.as('hoa').get('/api/scores/qd766?period=2026-Q3')
  expect([body.total, body.dossiers.points, body.missing]).toEqual([
    null,
    6,
    [
      { unit: 'xa-an', month: '2026-08' },
      { unit: 'xa-an', month: '2026-09' },
    ],
  ])
  expect((await office.as('hoa').get('/api/scores/qd766?period=soon')).status).toBe(400)
})
