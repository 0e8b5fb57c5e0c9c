import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FigureOverview } from '#contract/satisfaction'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
const callers: Record<string, Caller> = {}

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an', stage: 'result' })
  const at = (day: string) => ({ answeredAt: `${day}T09:00:00+07:00` })
  await kiosk.rate([...Array<number>(20).fill(5), 2, 1], { ...at('2026-08-28'), area: 'dat-dai' })
  await kiosk.rate([...Array<number>(12).fill(4), 3], { ...at('2026-09-20'), area: 'ho-tich' })
  await kiosk.rate([1, 2, 3], { ...at('2026-09-21'), area: 'xay-dung' })
  const admin = await office.program('admin', 'tinh')
  const target = { unit: 'tinh', operator: '>=', value: 0.8, source: 'KH 12', validFrom: '2026-01-01' }
  for (const group of ['chung', 'dat-dai-xay-dung'])
    await admin.post('/api/targets', { ...target, group, stages: ['result'], validTo: '2026-12-31' })
  for (const period of ['2026-Q3', '2026-08'])
    expect((await office.as('minh').post('/api/editions', { period })).status).toBe(200)
  callers['manager'] = await office.person('manager', 'xa-an')
  callers['superior'] = office.as('son')
  callers['supervisor'] = await office.person('supervisor', 'xa-an')
  callers['officer'] = await office.person('officer', 'xa-an', { areas: ['dat-dai', 'xay-dung'] })
})
afterAll(() => office.close())

const overview = async (caller: Caller, query: string): Promise<FigureOverview> => {
  const reply = await caller.get(`/api/satisfaction/overview?${query}`)
  expect([reply.status, reply.status === 200 ? '' : reply.text]).toEqual([200, ''])
  return reply.body as FigureOverview
}

test.each([
  ['manager', 'period=2026-Q3'],
  ['superior', 'unit=tinh&period=2026'],
  ['supervisor', 'period=2026-Q3'],
  ['officer', 'period=2026-Q3'],
  ['supervisor', 'from=2026-08-01&to=2026-08-31'],
])('says to a %s what the single questions say: %s', async (who, query) => {
  const caller = callers[who]!
  const { total, groups, areas, offices, quickRepeats, ...about } = await overview(caller, query)
  expect(quickRepeats).toBe(['manager', 'superior'].includes(who) ? 0 : null)
  const single = async (more: string) => satisfaction(caller, `${query}&${more}`)
  const all = await single('by=total&group=chung')
  expect({ ...about, by: 'total', ...total }).toEqual(all)
  for (const [by, table] of [
    ['area', areas],
    ['answeredBy', offices],
  ] as const) {
    const reply = await caller.get(`/api/satisfaction?${query}&by=${by}`)
    // Readers get no areas of a month, and officers no other tables than those of their areas.
    expect(reply.status === 404 ? table.rows : { ...about, by, ...table }).toEqual(
      reply.status === 404 ? [] : reply.body,
    )
  }
  expect(groups.map(({ group }) => group)).toEqual(['dat-dai-xay-dung', 'nhay-cam'])
  for (const { group, ...table } of groups)
    expect({ ...about, by: 'total', ...table }).toEqual(await single(`by=total&group=${group}`))
  expect(all.total.received ?? 1).toBeGreaterThan(0)
})

test.each([
  ['unit=van-phong', 403, 'outside_scope'],
  ['unit=nowhere', 404, 'unknown_unit'],
  ['period=soon', 400, 'invalid_request'],
  ['period=2026&from=2026-01-01', 400, 'invalid_request'],
  ['by=area', 400, 'invalid_request'],
])('refuses %s with %i %s', async (query, status, code) => {
  const reply = await callers['manager']!.get(`/api/satisfaction/overview?${query}`)
  expect([reply.status, reply.body.code]).toEqual([status, code])
})
