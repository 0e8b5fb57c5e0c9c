import { expect, test } from 'vitest'
import type { FigureOverview } from '#contract/satisfaction'
import type { UnitList } from '#contract/units'
import { satisfaction } from '../../support/figures.ts'
import { officeOfTest } from '../../support/office.ts'

const rated = async () => {
  const office = await officeOfTest({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  const rate = (day: string, levels: readonly number[]) =>
    kiosk.rate(levels, { area: 'dat-dai', answeredAt: `${day}T09:00:00+07:00` })
  for (const day of ['2026-08-28', '2026-10-20']) await rate(day, Array<number>(20).fill(5))
  return { minh: office.as('minh'), rate }
}

test('the office reads a closed quarter as it was closed, and what runs beside it', async () => {
  const { minh, rate } = await rated()
  const closed = await minh.post('/api/editions', { period: '2026-Q3' })
  const edition = { number: 1, id: closed.body.id, closedAt: '2026-11-20T09:00:00+07:00' }
  await rate('2026-09-20', Array<number>(20).fill(1))
  const quarter = await satisfaction(minh, 'period=2026-Q3&by=area')
  expect([quarter.total.answered, quarter.closed]).toEqual([20, [{ key: 'total', ...edition }]])
  const overview = (await minh.get('/api/satisfaction/overview?period=2026-Q3')).body as FigureOverview
  expect([overview.total.total.answered, overview.closed]).toEqual([20, [{ key: 'total', ...edition }]])
  const trend = await satisfaction(minh, 'from=2026-04-01&to=2026-12-31&by=quarter')
  expect(trend.rows.map(({ key, answered }) => [key, answered])).toEqual([
    ['2026-Q3', 20],
    ['2026-Q4', 20],
  ])
  expect(trend.closed).toEqual([{ key: '2026-Q3', ...edition }])
  const running = await satisfaction(minh, 'period=2026-09')
  expect([running.total.answered, running.closed]).toEqual([20, []])
  // By days an edition has no table.
  expect((await satisfaction(minh, 'period=2026-Q3&by=day')).closed).toEqual([])
})

test('a unit says which of its closed periods is read first: the newest quarter', async () => {
  const { minh } = await rated()
  const first = async () => ((await minh.get('/api/units')).body as UnitList).units[0]?.closedPeriod
  const said = [await first()]
  for (const period of ['2026-10', '2026-Q2', '2026-Q3', '2026-9M']) {
    expect((await minh.post('/api/editions', { period })).status).toBe(200)
    said.push(await first())
  }
  expect(said).toEqual([null, '2026-10', '2026-Q2', '2026-Q3', '2026-Q3'])
})
