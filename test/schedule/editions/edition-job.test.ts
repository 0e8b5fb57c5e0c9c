import { expect, test } from 'vitest'
import type { EditionList } from '#contract/editions'
import { editionJob } from '../../../server/schedule/editions/edition-job.ts'
import { createScheduler } from '../../../server/schedule/scheduler.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

const quiet = () => undefined

/** Rated in November; no period is older than that month. */
async function officeOfNovember(): Promise<Office> {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([5, 5, 5, 4, 4, 2], { area: 'dat-dai', answeredAt: '2026-11-20T08:00:00+07:00' })
  return office
}

/** What is closed after the job of this morning, and what it warned of. */
async function closedOn(office: Office, day: string): Promise<readonly [closed: string[], warned: unknown[]]> {
  const warned: unknown[] = []
  const log = { info: quiet, error: quiet, warn: (about: unknown) => void warned.push(about) }
  const parts = { claims: office.stores.jobClaims, clock: office.stores.clockWatch.now }
  const scheduler = createScheduler([editionJob({ ...office.stores, log })], parts)
  office.clock.moveTo(`${day}T06:16:00+07:00`)
  await office.stores.clockWatch.look()
  expect(await scheduler.tick()).toEqual([])
  const { editions } = (await office.as('minh').get('/api/editions')).body as EditionList
  return [editions.map(({ period, closedBy }) => `${period} ${closedBy}`), warned]
}

const complete = async (office: Office): Promise<void> => {
  const minh = office.as('minh')
  const counts = [{ month: '2026-11', area: null, received: 9, early: 2, onTime: 6, late: 0, apologised: 0 }]
  expect((await minh.put('/api/dossiers', { unit: 'xa-an', counts })).status).toBe(200)
  const target = { unit: 'xa-an', group: 'chung', operator: '>=', value: 0.9, source: 'KH' }
  const reply = await minh.post('/api/targets', { ...target, validFrom: '2026-01-01', validTo: '2026-12-31' })
  expect(reply.status).toBe(200)
}

test('a period of which nothing is missing is closed on the fifth day', async () => {
  const office = await officeOfNovember()
  await complete(office)
  expect(await closedOn(office, '2026-12-04')).toEqual([[], []])
  expect((await closedOn(office, '2026-12-05'))[0]).toEqual(['2026-11 hailong:schedule'])
})

test('a period without dossiers waits, with a reminder each day, until the fifteenth', async () => {
  const office = await officeOfNovember()
  const [none, warned] = await closedOn(office, '2026-12-05')
  expect(none).toEqual([])
  expect(warned).toContainEqual({ unit: 'xa-an', periods: ['2026-11'] })
  expect(await closedOn(office, '2026-12-14')).toMatchObject([[], [{ unit: 'tinh' }, { unit: 'xa-an' }]])
  expect((await closedOn(office, '2026-12-15'))[0]).toEqual(['2026-11 hailong:schedule'])
})

test('what ended before the office began, as an import brings it, is left to people', async () => {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  await kiosk.rate([5, 5, 5, 4, 4, 2], { area: 'dat-dai', answeredAt: '2026-09-20T08:00:00+07:00' })
  expect((await closedOn(office, '2026-12-20'))[0]).toEqual(['2026-11 hailong:schedule'])
})
