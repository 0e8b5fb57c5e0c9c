import { expect, test } from 'vitest'
import { officeOfTest } from '../../support/office.ts'
import { openOnlyOn } from '../../support/opening.ts'
import { rowsOf } from '../../support/tables.ts'

const at = (gapMs?: number) => ({
  answeredAt: '2026-09-10T08:00:00+07:00',
  area: 'dat-dai',
  ...(gapMs === undefined ? undefined : { gapMs }),
})

/** The figure of a period that is over, by area and in all. */
const RANGE = '/api/satisfaction?from=2026-09-01&to=2026-09-30&by=area'

test.each([
  [4, 4, { suppressed: 'few', answered: null }],
  [5, 4, { suppressed: null, answered: 9 }],
  [6, 1, { suppressed: null, answered: 7 }],
])('%i visitors and %i quick repeats of one hand: the repeats make no cell shown', async (calm, quick, figure) => {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an', stage: 'result' })
  await kiosk.rate(Array<number>(calm).fill(4), at(15_000))
  await kiosk.rate(Array<number>(quick).fill(2), at(14_999))
  const manager = await office.program('manager', 'xa-an')
  const { rows, total } = (await manager.get(RANGE)).body
  expect([rows[0], total]).toMatchObject([figure, figure])
  expect(total.received).toBe(calm + quick)
})

test.each([
  [29, 9, 'too_few', null],
  [30, 9, 'sufficient', 'missed'],
])('%i visitors and %i quick repeats: a verdict needs thirty visitors', async (calm, quick, evidence, verdict) => {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an', stage: 'result' })
  await kiosk.rate(Array<number>(calm).fill(1), at(60_000))
  await kiosk.rate(Array<number>(quick).fill(5), at(1_000))
  await openOnlyOn(office, 'tinh', ['2026-09-10'])
  const target = { unit: 'tinh', group: 'chung', operator: '>=', value: 0.9, source: 'KH 01' }
  const chief = await office.program('admin', 'tinh')
  await chief.post('/api/targets', { ...target, validFrom: '2026-01-01', validTo: '2026-12-31' })
  const { total } = (await (await office.program('manager', 'xa-an')).get(RANGE)).body
  expect(total).toMatchObject({ answered: calm + quick, evidence, verdict })
})

test('repeats are looked up by an index that holds them alone', async () => {
  const office = await officeOfTest()
  const plan = rowsOf(
    office.file,
    `explain query plan select area_id, questionnaire_id, count(*) from response
      where unit_id in (1, 2) and local_date between '2026-09-01' and '2026-09-30' and gap_bucket < 2 group by 1, 2`,
  )
  expect(plan.map(({ detail }) => detail).join('\n')).toContain('response_quick')
})
