import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FigureOverview, SatisfactionReply } from '#contract/satisfaction'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let manager: Caller
let council: Caller

/** So many taps of two who are satisfied to one who is not. */
const levels = (count: number): number[] => Array.from({ length: count }, (_, index) => (index % 3 === 2 ? 2 : 5))

/** Answers of September 2026 by area; as shipped, nobody says who settles đất đai. */
const answers = { 'ho-tich': 15, 'xay-dung': 12, 'bao-tro-xa-hoi': 3, 'cu-tru': 21, 'dat-dai': 30 }

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  for (const [area, count] of Object.entries(answers))
    await kiosk.rate(levels(count), { area, answeredAt: '2026-09-10T09:00:00+07:00' })
  manager = office.as('hoa')
  council = await office.person('supervisor', 'xa-an')
})
afterAll(() => office.close())

const said = ({ rows, total }: Pick<SatisfactionReply, 'rows' | 'total'>) =>
  Object.fromEntries([...rows, total].map((row) => [row.key, row.suppressed ?? row.answered]))
const asked = async (caller: Caller, query: string) => said(await satisfaction(caller, `period=2026-09&${query}`))

test('figures are broken down by the office that settles the area', async () => {
  expect(await asked(manager, 'by=answeredBy')).toEqual({
    ...{ 'van-phong': 15, 'kinh-te': 12, 'van-hoa-xa-hoi': 'few', 'cong-an': 21, '-': 30 },
    total: 81,
  })
  const { rows } = await satisfaction(manager, 'period=2026-09&by=answeredBy')
  expect(rows.map(({ label }) => label)).toEqual([
    'Văn phòng HĐND và UBND',
    'Phòng Kinh tế (Kinh tế, Hạ tầng và Đô thị)',
    'Phòng Văn hóa – Xã hội',
    'Công an cấp xã',
    'Chưa ghi cơ quan giải quyết',
  ])
})

test('the part of the UBND is that of its own offices, by itself and within every other breakdown', async () => {
  const own = 15 + 12 + 3
  expect(await asked(manager, 'answeredBy=ubnd')).toEqual({ total: own })
  expect(await asked(manager, 'answeredBy=ubnd&by=area')).toMatchObject({ 'ho-tich': 15, 'xay-dung': 12, total: own })
  expect(await asked(manager, 'answeredBy=ubnd&by=month')).toEqual({ '2026-09': own, total: own })
  expect(await asked(manager, 'answeredBy=ubnd&group=dat-dai-xay-dung')).toEqual({ total: 12 })
  expect(await asked(manager, 'answeredBy=cong-an')).toEqual({ total: 21 })
  expect(await asked(manager, 'answeredBy=cong-an&area=ho-tich')).toEqual({ total: 0 })
})

test('whoever settles an area today is who settled it: what is changed there moves the figures', async () => {
  const admin = await office.program('admin', 'tinh')
  const change = async (answeredBy: string | null) =>
    expect((await admin.patch('/api/areas/dat-dai', { answeredBy })).status).toBe(200)
  await change('vpdkdd')
  expect(await asked(manager, 'by=answeredBy')).toMatchObject({ vpdkdd: 30, 'cong-an': 21 })
  expect(await asked(manager, 'answeredBy=ubnd')).toEqual({ total: 30 })
  await change(null)
})

test('readers of shares see what can be told of few by no subtraction', async () => {
  expect((await office.as('minh').post('/api/editions', { period: '2026-Q3' })).status).toBe(200)
  const offices = said(await satisfaction(council, 'period=2026-Q3&by=answeredBy'))
  const areas = said(await satisfaction(council, 'period=2026-Q3&by=area'))
  // The 3 of Bảo trợ xã hội are an area and an office by themselves: another is hidden with them in both tables.
  expect([areas['bao-tro-xa-hoi'], offices['van-hoa-xa-hoi']]).toEqual(['complement', 'complement'])
  const numbers = (table: Record<string, unknown>) =>
    Object.values(table).reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0)
  // Each table with its total: what is not shown is at least ten.
  expect(2 * 81 - numbers(areas)).toBeGreaterThanOrEqual(10)
  expect(2 * 81 - numbers(offices)).toBeGreaterThanOrEqual(10)
  const two = await council.get('/api/satisfaction?period=2026-09&answeredBy=ubnd&group=dat-dai-xay-dung')
  expect([two.status, two.body.issues]).toEqual([400, [{ path: 'answeredBy', code: 'one_filter_only' }]])
})

test('the overview of a part is the part of the overview', async () => {
  const reply = await manager.get('/api/satisfaction/overview?period=2026-09&answeredBy=ubnd')
  const { total, areas, offices, groups, quickRepeats } = reply.body as FigureOverview
  expect(said(total)).toEqual({ total: 30 })
  expect(said(areas)).toEqual(await asked(manager, 'answeredBy=ubnd&by=area'))
  expect(said(offices)).toEqual(await asked(manager, 'answeredBy=ubnd&by=answeredBy'))
  expect(groups.map(({ group, ...table }) => [group, said(table)['total']])).toContainEqual(['dat-dai-xay-dung', 12])
  // Of a part it is not known.
  expect(quickRepeats).toBeNull()
})
