import { expect, test } from 'vitest'
import { migrate } from '../../../server/store/engine/migrate.ts'
import type { Kiosk } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { rowsOf } from '../../support/tables.ts'
import { tamperWith } from '../../support/tamper.ts'

const DAY = 86_400_000
const at = (day: string) => ({ answeredAt: `${day}T08:30:00+07:00` })

async function rateOften(kiosk: Kiosk, count: number, fields: { answeredAt: string; gapMs?: number }) {
  const taps = Array.from({ length: count }, () => kiosk.tap(fields))
  for (let from = 0; from < count; from += 100) await kiosk.send(...taps.slice(from, from + 100))
}

const told = async (office: Office) => (await office.as('lan').get('/api/devices')).body.devices[0].quickRepeats

test.each([
  ['20 quick repeats', 20, 14_999, null],
  ['21 quick repeats', 21, 14_999, { day: '2026-11-19', count: 21, of: 23 }],
  ['21 calm ratings', 21, 15_000, null],
  ['21 ratings of which nobody knows the gap', 21, undefined, null],
  ['500 ratings', 498, 60_000, null],
  ['501 ratings, quick or not', 499, 60_000, { day: '2026-11-19', count: 0, of: 501 }],
])('of %s a day the list of devices says so where that is implausible', async (_what, count, gapMs, said) => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ unit: 'van-phong' })
  await kiosk.rate([4, 5], at('2026-11-19'))
  await rateOften(kiosk, count, { ...at('2026-11-19'), ...(gapMs === undefined ? undefined : { gapMs }) })
  expect(await told(office)).toEqual(said)
})

test('each rating counts once, by its day, and the newest implausible day is told for 30 days', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ unit: 'van-phong' })
  const first = Array.from({ length: 21 }, () => kiosk.tap({ ...at('2026-11-18'), gapMs: 2_000 }))
  await kiosk.send(...first)
  await kiosk.send(...first)
  await kiosk.send({ ...first[0], answers: { overall: 1 } })
  await rateOften(kiosk, 30, { ...at('2026-11-19'), gapMs: 9_000 })
  await rateOften(kiosk, 4, { ...at('2026-11-20'), gapMs: 9_000 })
  expect(rowsOf(office.file, 'select day, ratings, quick from device_day order by day')).toEqual([
    { day: '2026-11-18', ratings: 21, quick: 21 },
    { day: '2026-11-19', ratings: 30, quick: 30 },
    { day: '2026-11-20', ratings: 4, quick: 4 },
  ])
  expect(await told(office)).toMatchObject({ day: '2026-11-19' })
  office.clock.pass(29 * DAY)
  expect(await told(office)).toMatchObject({ day: '2026-11-19' })
  office.clock.pass(2 * DAY)
  expect(await told(office)).toBeNull()
})

test('a database of before is counted when it is upgraded, as it would have been', async () => {
  const office = await officeOfTest()
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([1, 2, 3], { ...at('2026-11-19'), gapMs: 14_000 })
  await kiosk.rate([1, 2], { ...at('2026-11-19'), gapMs: 15_000 })
  await kiosk.rate([5], at('2026-11-20'))
  const counted = rowsOf(office.file, 'select * from device_day order by day')
  expect(counted).toMatchObject([
    { ratings: 5, quick: 3 },
    { ratings: 1, quick: 0 },
  ])
  tamperWith(office.file, (file) =>
    file.exec(`drop table device_day; delete from migration where name = '0023-device-days'`),
  )
  await migrate(office.file)
  expect(rowsOf(office.file, 'select * from device_day order by day')).toEqual(counted)
})

test('the overview tells those who run the office how many ratings of the period were quick repeats, and nobody else', async () => {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([5, 5, 4], { ...at('2026-11-19'), gapMs: 3_000 })
  await kiosk.rate([5, 5, 4], { ...at('2026-11-19'), gapMs: 300_000 })
  await kiosk.rate([5], { ...at('2026-10-30'), gapMs: 3_000 })
  const said = async (role: 'manager' | 'supervisor' | 'officer', period: string) => {
    const caller = await office.person(role, 'xa-an', role === 'officer' ? { areas: ['dat-dai'] } : {})
    return (await caller.get(`/api/satisfaction/overview?period=${period}`)).body.quickRepeats
  }
  expect(await said('manager', '2026-11')).toBe(3)
  expect((await office.as('son').get('/api/satisfaction/overview?unit=tinh&period=2026-Q4')).body.quickRepeats).toBe(4)
  expect((await office.as('minh').post('/api/editions', { period: '2026-10' })).status).toBe(200)
  expect(await said('supervisor', '2026-10')).toBeNull()
  expect(await said('officer', '2026-10')).toBeNull()
})
