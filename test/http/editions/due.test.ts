import { expect, test } from 'vitest'
import type { EditionsDue } from '#contract/editions'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'

/** Rated in August and September; nothing else is known of the office. */
async function ratedOffice(): Promise<Office> {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  for (const month of ['2026-08', '2026-09'])
    await kiosk.rate([5, 5, 5, 4, 4, 2], { area: 'dat-dai', answeredAt: `${month}-28T09:00:00+07:00` })
  return office
}

const dueOf = async (office: Office): Promise<EditionsDue> =>
  (await office.as('minh').get('/api/editions/due')).body as EditionsDue

const counts = { area: null, received: 50, early: 20, onTime: 25, late: 1, apologised: 1 }

test('the list before a closing names the months without dossiers, from the first rating on', async () => {
  const office = await ratedOffice()
  const { periods, missing } = await dueOf(office)
  expect(periods.map(({ period, withoutDossiers }) => [period, withoutDossiers])).toEqual([
    ['2026-9M', ['2026-08', '2026-09']],
    ['2026-Q3', ['2026-08', '2026-09']],
    ['2026-08', ['2026-08']],
    ['2026-09', ['2026-09']],
    ['2026-10', ['2026-10']],
  ])
  expect(missing).toEqual([
    { what: 'target', name: '', count: 0 },
    { what: 'dossiers', name: 'tháng 8, 9 và 10/2026', count: 1 },
  ])
})

test('and none of them once they are entered', async () => {
  const office = await ratedOffice()
  for (const month of ['2026-08', '2026-10'])
    await office.as('minh').put('/api/dossiers', { unit: 'xa-an', counts: [{ month, ...counts }] })
  const one = await dueOf(office)
  expect(one.missing.at(-1)).toEqual({ what: 'dossiers', name: 'tháng 9/2026', count: 1 })
  expect(one.periods.filter(({ withoutDossiers }) => withoutDossiers.length === 0)).toMatchObject([
    { period: '2026-08' },
    { period: '2026-10' },
  ])
  await office.as('minh').put('/api/dossiers', { unit: 'xa-an', counts: [{ month: '2026-09', ...counts }] })
  expect((await dueOf(office)).missing).toEqual([{ what: 'target', name: '', count: 0 }])
})

test('an amendment says which dossiers came to it', async () => {
  const office = await ratedOffice()
  const minh = office.as('minh')
  await minh.post('/api/editions', { period: '2026-09' })
  await minh.put('/api/dossiers', { unit: 'xa-an', counts: [{ month: '2026-09', ...counts }] })
  const amended = await minh.post('/api/editions', { period: '2026-09', reason: 'Bổ sung số hồ sơ' })
  const [whole] = amended.body.changes
  expect([whole.table, whole.before.returned, whole.after.returned]).toEqual(['total', null, 46])
  expect([whole.before.answered, whole.after.answered]).toEqual([6, 6])
})
