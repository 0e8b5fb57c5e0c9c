import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ReasonsReply } from '#contract/reasons'
import type { Caller } from '../../support/caller.ts'
import type { Kiosk } from '../../support/kiosk.ts'
import type { Office } from '../../support/office.ts'
import { openOffice } from '../../support/office.ts'

let office: Office
let manager: Caller
let superior: Caller

/** Taps as they are written down here, counted again by the tests without the product. */
interface WrittenTap {
  readonly unit: string
  readonly area: string
  readonly level: number
  readonly day: string
  readonly reasons: readonly string[]
}
const taps: WrittenTap[] = []
const times = (count: number, tap: WrittenTap): void => {
  for (let at = 0; at < count; at += 1) taps.push(tap)
}

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const an = { unit: 'xa-an', day: '2026-09-10' }
  times(12, { ...an, area: 'dat-dai', level: 2, reasons: ['cho-doi'] })
  times(6, { ...an, area: 'dat-dai', level: 3, reasons: ['cho-doi', 'giay-to'] })
  times(7, { ...an, area: 'dat-dai', level: 5, reasons: ['cho-doi'] })
  times(9, { ...an, area: 'ho-tich', level: 1, reasons: ['cho-doi'] })
  times(8, { ...an, area: 'ho-tich', level: 4, reasons: ['giay-to'] })
  times(3, { ...an, area: 'cu-tru', level: 2, reasons: ['cho-doi'] })
  times(20, { ...an, area: 'ho-tich', level: 5, reasons: ['khong'] })
  times(10, { ...an, area: 'ho-tich', level: 2, reasons: [] })
  times(3, { ...an, area: 'ho-tich', level: 2, reasons: ['thai-do'] })
  times(5, { ...an, day: '2026-08-28', area: 'dat-dai', level: 1, reasons: ['phi'] })
  times(6, { unit: 'xa-binh', day: '2026-09-10', area: 'dat-dai', level: 2, reasons: ['cho-doi'] })
  const kiosks: Record<string, Kiosk> = {}
  for (const unit of ['xa-an', 'xa-binh']) kiosks[unit] = await office.pairKiosk({ unit, stage: 'result' })
  for (const { unit, area, level, day, reasons } of taps) {
    const kiosk = kiosks[unit]!
    const tap = kiosk.tap({ level, area, reasons: [...reasons], answeredAt: `${day}T09:00:00+07:00`, gapMs: 60_000 })
    const { receipts } = await kiosk.send(tap)
    expect(receipts.map(({ status }) => status)).toEqual(['stored'])
  }
  manager = await office.program('manager', 'xa-an')
  superior = office.as('son')
})
afterAll(() => office.close())

async function reasons(caller: Caller, query: string): Promise<ReasonsReply> {
  const { status, text, body } = await caller.get(`/api/reasons?${query}`)
  expect([status, status === 200 ? '' : text]).toEqual([200, ''])
  return body as ReasonsReply
}

const rowOf = (reply: ReasonsReply, code: string) => reply.rows.find((row) => row.code === code)

/** Counted from what was written down. */
function expected(isIn: (tap: WrittenTap) => boolean, code: string) {
  const own = taps.filter(isIn)
  const chose = own.filter((tap) => tap.reasons.includes(code))
  const low = (list: readonly WrittenTap[]): number => list.filter(({ level }) => level <= 3).length
  return { chosen: chose.length, dissatisfied: low(chose), dissatisfiedShare: low(chose) / low(own) }
}

const inAn = ({ unit, day }: WrittenTap): boolean => unit === 'xa-an' && day >= '2026-07-01'

describe('what people ask to be done better', () => {
  test('is counted with the dissatisfied ones among those who chose it, over all dissatisfied answers', async () => {
    const reply = await reasons(manager, 'period=2026-Q3')
    expect(rowOf(reply, 'cho-doi')).toEqual({
      code: 'cho-doi',
      label: 'Chờ đợi, trả đúng hẹn',
      ...expected(inAn, 'cho-doi'),
      land: { chosen: 25, suppressed: null },
      suppressed: null,
    })
    expect(rowOf(reply, 'giay-to')).toMatchObject(expected(inAn, 'giay-to'))
    const low = taps.filter((tap) => inAn(tap) && tap.level <= 3).length
    expect([reply.answered, reply.dissatisfied]).toEqual([taps.filter(inAn).length, low])
  })

  test('begins with what most people chose, ends with what is hidden, and names no reason that nobody chose', async () => {
    const { rows } = await reasons(manager, 'period=2026-Q3')
    expect(rows.map(({ code, suppressed }) => `${code} ${suppressed}`)).toEqual([
      'cho-doi null', 'giay-to null', 'phi null', 'thai-do few',
    ]) // prettier-ignore
  })

  test('may be asked of one area, of a group and of the offices of the UBND', async () => {
    const land = await reasons(manager, 'period=2026-Q3&area=dat-dai')
    const isLand = (tap: WrittenTap): boolean => inAn(tap) && tap.area === 'dat-dai'
    expect(rowOf(land, 'cho-doi')).toMatchObject({ ...expected(isLand, 'cho-doi'), land: null })
    const group = await reasons(manager, 'period=2026-Q3&group=dat-dai-xay-dung')
    expect(group.rows).toEqual(land.rows)
    expect((await reasons(manager, 'period=2026-Q3&answeredBy=thue')).rows).toEqual([])
  })

  test('is counted by half-months', async () => {
    const { rows } = await reasons(manager, 'from=2026-08-15&to=2026-08-31')
    expect(rows.map(({ code, chosen }) => [code, chosen])).toEqual([['phi', 5]])
  })

  test('is added up over the units below a superior', async () => {
    const isAny = ({ day }: WrittenTap): boolean => day >= '2026-07-01'
    expect(rowOf(await reasons(superior, 'unit=tinh&period=2026-Q3'), 'cho-doi')).toMatchObject({
      ...expected(isAny, 'cho-doi'),
    })
  })
})

describe('few people', () => {
  test('are hidden, and the area beside them that the total would tell them by', async () => {
    // Three chose it in cư trú; the smallest of the others, nine in hộ tịch, goes with them.
    const residence = await reasons(manager, 'period=2026-Q3&area=cu-tru')
    expect(residence).toMatchObject({ answered: null, dissatisfied: null })
    expect(rowOf(residence, 'cho-doi')).toMatchObject({ chosen: null, dissatisfied: null, suppressed: 'few' })
    const civil = await reasons(manager, 'period=2026-Q3&area=ho-tich')
    expect(rowOf(civil, 'cho-doi')).toMatchObject({ chosen: null, dissatisfied: null, suppressed: 'complement' })
    const land = await reasons(manager, 'period=2026-Q3&area=dat-dai')
    expect(rowOf(land, 'cho-doi')?.chosen).toBe(25)
  })

  test('of one visitor who taps again and again make no number that is shown', async () => {
    const kiosk = await office.pairKiosk({ unit: 'xa-binh' })
    const tap = { area: 'ho-tich', level: 1, reasons: ['noi-cho'], answeredAt: '2026-09-11T09:00:00+07:00' }
    for (let at = 0; at < 6; at += 1) await kiosk.send(kiosk.tap({ ...tap, gapMs: at === 0 ? 60_000 : 4_000 }))
    const reply = await reasons(superior, 'unit=xa-binh&period=2026-Q3')
    expect(rowOf(reply, 'noi-cho')).toMatchObject({ chosen: null, suppressed: 'few' })
  })
})

test.each([
  ['from=2026-09-02&to=2026-09-30', 400, 'invalid_request', { path: 'to', code: 'not_half_months' }],
  ['area=dat-dai&group=dat-dai-xay-dung', 400, 'invalid_request', { path: 'area', code: 'one_filter_only' }],
  ['area=nowhere', 400, 'unknown_code', { path: 'area', code: 'unknown_area' }],
  ['unit=van-phong', 403, 'outside_scope', undefined],
])('refuses %s', async (query, status, code, issue) => {
  const { body, ...reply } = await manager.get(`/api/reasons?${query}`)
  expect([reply.status, body.code, body.issues?.[0]]).toEqual([status, code, issue])
})

test('gives readers nothing, closed or not', async () => {
  await office.as('minh').post('/api/editions', { period: '2026-Q3' })
  for (const role of ['officer', 'supervisor'] as const) {
    const reader = await office.person(role, 'xa-an', role === 'officer' ? { areas: ['dat-dai'] } : {})
    const { status, body } = await reader.get('/api/reasons?period=2026-Q3')
    expect([status, body.code]).toEqual([404, 'no_edition'])
  }
})
