import { describe, expect, test } from 'vitest'
import type { FigureOverview } from '#contract/satisfaction'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { openOnlyOn } from '../../support/opening.ts'

const target = {
  unit: 'tinh', group: 'chung', operator: '>=', value: 0.5, source: 'KH 01',
  validFrom: '2026-01-01', validTo: '2026-12-31',
} // prettier-ignore
const forty = Array<number>(40).fill(5)

async function officeWithTarget(release: 'daily' | 'live'): Promise<Office> {
  const office = await officeOfTest({ release })
  await (await office.program('admin', 'tinh')).post('/api/targets', target)
  return office
}

describe('a verdict is about a whole period', () => {
  /** Ten open days from September to November; one unit is rated on the last six of them, the other on the last. */
  const days = ['2026-09-01', '2026-09-02', '2026-10-05', '2026-10-06', '2026-10-07', '2026-10-08']
  const open = [...days, '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
  const rated = async () => {
    const office = await officeWithTarget('live')
    await openOnlyOn(office, 'tinh', open)
    const an = await office.pairKiosk({ unit: 'xa-an' })
    for (const day of open.slice(4)) await an.rate(forty, { answeredAt: `${day}T09:00:00+07:00`, area: 'ho-tich' })
    await an.rate(forty, { answeredAt: '2026-11-20T09:00:00+07:00', area: 'dat-dai' })
    await (await office.pairKiosk({ unit: 'xa-binh' })).rate(forty, { answeredAt: '2026-11-20T09:00:00+07:00' })
    return office
  }
  const judged = ({ key, verdict, evidence }: { key: string; verdict: string | null; evidence: string | null }) =>
    [key, verdict, evidence] // prettier-ignore

  test('there is none where fewer than half of the open days have a rating, and the reply says how many', async () => {
    const office = await rated()
    const year = await satisfaction(office.as('son'), 'period=2026&by=unit')
    expect(year.coverage).toEqual({ firstDay: '2026-10-07', openDays: 10, ratedDays: 6 })
    expect(year.rows.map(judged)).toEqual([
      ['xa-an', 'met', 'sufficient'],
      ['xa-binh', null, 'partial'],
    ])
    expect(judged(year.total)).toEqual(['total', 'met', 'sufficient'])
    const binh = await satisfaction(office.as('son'), 'period=2026&unit=xa-binh')
    expect([binh.coverage, judged(binh.total)]).toEqual([
      { firstDay: '2026-11-20', openDays: 10, ratedDays: 1 },
      ['total', null, 'partial'],
    ])
    expect(binh.total).toMatchObject({ satisfiedShare: 1, answered: 40, target: { value: 0.5 } })
  })

  test('each period is looked at by itself, and an area that few come for is no part of one', async () => {
    const office = await rated()
    const quarters = await satisfaction(office.as('hoa'), 'period=2026&by=month')
    expect(quarters.rows.map(judged)).toEqual([
      ['2026-10', 'met', 'sufficient'],
      ['2026-11', 'met', 'sufficient'],
    ])
    const third = await satisfaction(office.as('hoa'), 'from=2026-09-01&to=2026-10-31')
    expect([third.coverage.ratedDays, judged(third.total)]).toEqual([2, ['total', null, 'partial']])
    const areas = await satisfaction(office.as('hoa'), 'period=2026-11&by=area')
    expect(areas.rows.map(judged)).toEqual([
      ['ho-tich', 'met', 'sufficient'],
      ['dat-dai', 'met', 'sufficient'],
    ])
  })

  test('that there are too few answers is said first', async () => {
    const office = await officeWithTarget('live')
    await (await office.pairKiosk({ unit: 'xa-an' })).rate([5, 5, 5, 5, 5, 5])
    expect(judged((await satisfaction(office.as('hoa'), 'period=2026')).total)).toEqual(['total', null, 'too_few'])
  })
})

describe('what only the end of the day keeps back', () => {
  test('is told apart from too few answers, until it is over', async () => {
    const office = await officeWithTarget('daily')
    await openOnlyOn(office, 'tinh', ['2026-11-20'])
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    const waits = async () => {
      const { body } = await office.as('hoa').get('/api/satisfaction/overview?period=2026-Q4')
      const { total, areas } = body as FigureOverview
      return [total.total, ...areas.rows].map((row) => [row.key, row.received, row.awaitsRelease, row.evidence])
    }
    await kiosk.rate([5, 5, 5], { area: 'dat-dai' })
    expect(await waits()).toEqual([
      ['total', 3, false, 'too_few'],
      ['dat-dai', 3, false, 'too_few'],
    ])
    await kiosk.rate(forty, { area: 'ho-tich' })
    expect(await waits()).toEqual([
      ['total', 43, true, 'too_few'],
      ['ho-tich', 40, true, 'too_few'],
      ['dat-dai', 3, false, 'too_few'],
    ])
    office.clock.moveTo('2026-11-21T00:00:30+07:00')
    await office.tick()
    expect(await waits()).toEqual([
      ['total', 43, false, 'sufficient'],
      ['ho-tich', 40, false, 'sufficient'],
      ['dat-dai', 3, false, null],
    ])
  })

  test('more of today may be what a verdict lacks; a period that is over waits for nothing', async () => {
    const office = await officeWithTarget('daily')
    const kiosk = await office.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate(forty.slice(0, 20))
    office.clock.moveTo('2026-11-21T09:00:00+07:00')
    await office.tick()
    await kiosk.rate(forty.slice(0, 12))
    const now = await satisfaction(office.as('hoa'), 'period=2026-11')
    expect(now.total).toMatchObject({ answered: 20, received: 32, evidence: 'too_few', awaitsRelease: true })
    const over = await satisfaction(office.as('hoa'), 'from=2026-11-01&to=2026-11-14')
    expect(over.total.awaitsRelease).toBe(false)
  })
})
