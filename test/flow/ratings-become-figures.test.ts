import { expect, test } from 'vitest'
import { compareTallies } from '../../server/store/ratings/rebuild.ts'
import { satisfaction, short } from '../support/figures.ts'
import { openOnlyOn } from '../support/opening.ts'
import { officeOfTest } from '../support/office.ts'
import { inSnapshot } from '../support/tables.ts'
import { verified } from '../support/verified.ts'

/** 120 answers of which 109 satisfied, one without opinion: worked by hand, 0.9083 with Wilson's 0.8433 to 0.9480. */
const month: readonly (readonly [level: number | null, times: number])[] = [
  [1, 2],
  [2, 3],
  [3, 6],
  [4, 40],
  [5, 69],
  [null, 1],
]

test('ratings of a commune become a figure against the plan of its province, and stay provable', async () => {
  const office = await officeOfTest()
  const chief = await office.program('admin', 'tinh')
  const plan = { unit: 'tinh', group: 'dat-dai-xay-dung', operator: '>=', value: 0.9, source: 'KH 01, mục 2' }
  expect((await chief.post('/api/targets', { ...plan, validFrom: '2026-01-01', validTo: '2026-12-31' })).status).toBe(
    200,
  )

  // A code made on the dashboard pairs the kiosk, which asks what to show.
  const place = { unit: 'xa-an', counter: 'Quầy 1', areas: ['dat-dai', 'ho-tich'], stage: 'result' }
  const { code } = (await office.as('minh').post('/api/pairing-codes', place)).body
  const { token } = (await office.nobody().post('/api/devices/pair', { code: ` ${code.toLowerCase()} ` })).body
  const setup = (await office.bearer(token).get('/api/kiosk/setup')).body
  expect(setup.areas.map((area: { code: string }) => area.code)).toEqual(['ho-tich', 'dat-dai'])

  // Over three weeks people tap, some of it while the network is away.
  const kiosk = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 1', stage: 'result' })
  const levels = month.flatMap(([level, times]) => Array.from({ length: times }, () => level))
  const days = ['2026-11-02', '2026-11-09', '2026-11-16']
  await openOnlyOn(office, 'tinh', days)
  const taps = levels.map((level, index) =>
    kiosk.tap({ level, area: 'dat-dai', answeredAt: `${days[index % 3]}T09:00:00+07:00` }),
  )
  await kiosk.send(...taps.slice(0, 60))
  await kiosk.send(...taps.slice(60))
  const again = await kiosk.send(...taps.slice(30, 90))
  expect(new Set(again.receipts.map(({ status }) => status))).toEqual(new Set(['duplicate']))
  expect(again).toMatchObject({ receivedTo: 121, checkpoint: { size: 121 } })

  // Today only the count is known; nobody can see what the last visitor tapped.
  const query = 'period=2026-11&by=area'
  const today = await satisfaction(office.as('hoa'), query)
  expect(today.rows.map(short)).toEqual([['dat-dai', 121, '0 0 0 0 0 0']])

  office.clock.moveTo('2026-11-21T00:00:30+07:00')
  await office.tick()
  for (const [person, more] of [
    ['hoa', ''],
    ['minh', ''],
    ['son', '&unit=xa-an'],
  ] as const) {
    const { rows, total } = await satisfaction(office.as(person), query + more)
    expect(rows.map(short)).toEqual([['dat-dai', 121, '2 3 6 40 69 1']])
    expect(rows[0]).toMatchObject({
      answered: 120,
      satisfiedShare: expect.closeTo(0.9083, 4),
      interval: { low: expect.closeTo(0.8433, 4), high: expect.closeTo(0.948, 4) },
      target: { operator: '>=', value: 0.9, source: 'KH 01, mục 2' },
      verdict: 'met',
      evidence: 'insufficient',
    })
    expect([total.answered, total.target]).toEqual([120, null])
  }
  const province = await satisfaction(office.as('son'), 'period=2026-11&by=unit&group=dat-dai-xay-dung')
  expect(province.rows.map(short)).toEqual([
    ['xa-an', 121, '2 3 6 40 69 1'],
    ['xa-binh', 0, '0 0 0 0 0 0'],
  ])

  // The ledger proves that the figure is made of what was received.
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
  const { ok, units } = await verified(office.file, office)
  expect(ok).toBe(true)
  expect(units.find(({ unit }) => unit === 'xa-an')).toMatchObject({ size: 121, head: again.checkpoint?.hash })
})
