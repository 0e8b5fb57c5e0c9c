import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SatisfactionReply, SatisfactionRow } from '#contract/satisfaction'
import type { Caller } from '../../support/caller.ts'
import { satisfaction } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'

let office: Office
let council: Caller
let landOfficer: Caller
let civilOfficer: Caller

/** So many taps, every fourth of them not satisfied. */
const levels = (count: number): number[] => Array.from({ length: count }, (_, index) => (index % 4 === 3 ? 2 : 5))

/** Answers of xã An by month, area and stage in the autumn of 2026. */
const answers = [
  ['2026-08', 'chung-thuc', undefined, 12], ['2026-08', 'ho-tich', undefined, 13],
  ['2026-09', 'dat-dai', 'result', 20], ['2026-09', 'xay-dung', 'submit', 12],
  ['2026-09', 'ho-tich', undefined, 15], ['2026-09', 'chung-thuc', undefined, 3],
  ['2026-10', 'dat-dai', 'result', 14], ['2026-10', 'dat-dai', 'submit', 4],
  ['2026-10', 'ho-tich', 'result', 20], ['2026-10', 'ho-tich', 'submit', 30],
  ['2026-11', 'ho-tich', 'result', 40],
] as const // prettier-ignore

beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const kiosk = await office.pairKiosk({ unit: 'xa-an' })
  for (const [month, area, stage, count] of answers) {
    const day = month === '2026-08' ? '28' : month === '2026-11' ? '02' : '10'
    const fields = { area, answeredAt: `${month}-${day}T09:00:00+07:00`, ...(stage ? { stage } : {}) }
    await kiosk.rate(levels(count), fields)
  }
  council = await office.person('supervisor', 'xa-an')
  landOfficer = await office.person('officer', 'xa-an', { areas: ['dat-dai', 'xay-dung'] })
  civilOfficer = await office.person('officer', 'xa-an', { areas: ['ho-tich'] })
})
afterAll(() => office.close())

/** What a row says: how many answered, or why it does not say. */
const said = ({ key, answered, suppressed }: SatisfactionRow) => [key, suppressed ?? answered]
const rows = (reply: SatisfactionReply) => Object.fromEntries([...reply.rows, reply.total].map(said))
const asked = async (caller: Caller, query: string) => rows(await satisfaction(caller, query))

describe('readers see', () => {
  test('the share without the levels it is made of', async () => {
    const { total, view } = await satisfaction(council, 'period=2026-09')
    expect(view).toEqual({ smallestCell: 10, ranges: 'period', levels: false, areas: null })
    expect(total).toMatchObject({ received: 50, answered: 50, tally: null, suppressed: null, evidence: null })
    // Of 20, 12, 15 and 3 answers every fourth is not satisfied: 5 + 3 + 3 + 0.
    expect(total.satisfiedShare).toBe(39 / 50)
    expect((await satisfaction(office.as('hoa'), 'period=2026-09')).total.tally).toMatchObject({ n2: 11, n5: 39 })
  })

  test.each([
    ['a month that is over', 'period=2026-10', 68],
    ['a quarter', 'period=2026-Q3', 75],
    ['a quarter by its days', 'from=2026-07-01&to=2026-09-30', 75],
    ['a month that is not over', 'period=2026-11', 'range'],
    ['a quarter that is not over', 'period=2026-Q4', 'range'],
    ['this year', 'period=2026', 'range'],
    ['half a month', 'from=2026-09-01&to=2026-09-14', 'range'],
    ['two months', 'from=2026-09-01&to=2026-10-31', 'range'],
    ['a day', 'from=2026-10-10&to=2026-10-10', 'range'],
  ])('of %s what is whole and over', async (_name, query, expected) => {
    const { total } = await satisfaction(council, query)
    expect(said(total)).toEqual(['total', expected])
    expect(total.received).toBeGreaterThan(0)
  })

  test('every month of a trend by itself', async () => {
    expect(await asked(council, 'by=month&from=2026-08-01&to=2026-11-30')).toEqual({
      ...{ '2026-08': 25, '2026-09': 50, '2026-10': 68, '2026-11': 'range' },
      total: 'range',
    })
    expect(await asked(council, 'by=week&period=2026-10')).toEqual({ '2026-W41': 'range', total: 68 })
  })

  test('one breakdown and one filter, and no second', async () => {
    const two = await council.get('/api/satisfaction?area=dat-dai&stage=result&period=2026-10')
    expect([two.status, two.body.issues]).toEqual([400, [{ path: 'stage', code: 'one_filter_only' }]])
    expect((await council.get('/api/satisfaction?group=chung&stage=result&period=2026-10')).status).toBe(200)
    expect((await office.as('hoa').get('/api/satisfaction?area=dat-dai&stage=result')).status).toBe(200)
  })
})

describe('what readers could work out is hidden too', () => {
  const september = { 'ho-tich': 'complement', 'chung-thuc': 'few', 'dat-dai': 20, 'xay-dung': 12, total: 50 }

  test('a cell of the table is hidden with the few, and a group stays shown', async () => {
    expect(await asked(council, 'period=2026-09&by=area')).toEqual(september)
    expect(await asked(council, 'period=2026-09&by=group')).toMatchObject({ chung: 50, 'dat-dai-xay-dung': 32 })
    const all = await asked(office.as('hoa'), 'period=2026-09&by=area')
    expect(all).toMatchObject({ 'ho-tich': 15, 'chung-thuc': 'few', 'dat-dai': 20 })
  })

  test.each([
    ['by asking for the area alone', 'period=2026-09&area=ho-tich', 'total'],
    ['by asking for its months', 'from=2026-08-01&to=2026-10-31&by=month&area=ho-tich', '2026-09'],
  ])('not %s', async (_name, query, key) => {
    expect((await asked(council, query))[key]).toBe('complement')
  })

  test('by a filter: what it leaves of an area', async () => {
    // Land has 14 results and 4 submissions: the 14 would give the 4.
    expect(await asked(council, 'period=2026-10&by=area')).toEqual({ 'dat-dai': 18, 'ho-tich': 50, total: 68 })
    const results = await asked(council, 'period=2026-10&by=area&stage=result')
    expect(results).toEqual({ 'dat-dai': 'complement', 'ho-tich': 'complement', total: 34 })
    expect(await asked(council, 'period=2026-10&by=stage&area=dat-dai')).toMatchObject({
      ...{ result: 'complement', submit: 'few', total: 18 },
    })
  })

  test('by a quarter less its months', async () => {
    // Certification: none in July, 12 in August, 3 in September.
    expect((await asked(council, 'period=2026-08&by=area'))['chung-thuc']).toBe(12)
    const quarter = await asked(council, 'period=2026-Q3&by=area')
    expect(quarter).toMatchObject({ 'chung-thuc': 'complement', 'ho-tich': 'complement', 'dat-dai': 20, total: 75 })
  })
})

test('what a filter leaves of a cell is hidden in its months where the quarter would give it away', async () => {
  const own = await officeOfTest({ release: 'live' })
  own.clock.moveTo('2027-01-08T09:00:00+07:00')
  const kiosk = await own.pairKiosk({ unit: 'xa-an' })
  for (const [month, left] of [
    ['10', 12],
    ['11', 3],
    ['12', 15],
  ] as const)
    // prettier-ignore
    for (const [area, stage, count] of [
      ['ho-tich', 'result', 20], ['ho-tich', 'submit', left], ['dat-dai', 'result', 30], ['dat-dai', 'submit', 40],
    ] as const) // prettier-ignore
      await kiosk.rate(levels(count), { area, stage, answeredAt: `2026-${month}-20T09:00:00+07:00` })
  const reader = await own.person('supervisor', 'xa-an')
  const results = (period: string) => asked(reader, `period=${period}&by=area&stage=result`)
  expect(await results('2026-10')).toEqual({ 'dat-dai': 30, 'ho-tich': 20, total: 50 })
  expect(await results('2026-Q4')).toEqual({ 'dat-dai': 90, 'ho-tich': 60, total: 150 })
  // Of 30 submissions at ho-tich October has 12; December's 15 would leave the 3 of November.
  expect(await results('2026-12')).toEqual({ 'dat-dai': 'complement', 'ho-tich': 'complement', total: 50 })
})

describe('an officer', () => {
  test('sees their own areas, and a total over them', async () => {
    const reply = await satisfaction(landOfficer, 'period=2026-09&by=area')
    expect(rows(reply)).toEqual({ 'dat-dai': 20, 'xay-dung': 12, total: 32 })
    expect([reply.total.label, reply.total.received, reply.view.areas]).toEqual([
      ...['Các lĩnh vực được giao', 32],
      ['dat-dai', 'xay-dung'],
    ])
    expect(await asked(landOfficer, 'period=2026-09&by=group')).toMatchObject({ chung: 32, 'dat-dai-xay-dung': 32 })
    expect(await asked(landOfficer, 'period=2026-09&group=dat-dai-xay-dung')).toEqual({ total: 32 })
  })

  test('of the areas of others sees nothing', async () => {
    const other = await landOfficer.get('/api/satisfaction?period=2026-09&area=ho-tich')
    expect([other.status, other.body.code]).toEqual([403, 'outside_areas'])
    const none = await satisfaction(civilOfficer, 'period=2026-09&group=dat-dai-xay-dung')
    expect([none.total.received, none.total.answered]).toEqual([0, 0])
  })

  test('sees no more than the public tables allow', async () => {
    expect(await asked(civilOfficer, 'period=2026-09')).toEqual({ total: 'complement' })
    expect(await asked(civilOfficer, 'period=2026-10&by=stage')).toMatchObject({
      ...{ result: 'complement', submit: 'complement', total: 50 },
    })
  })
})

test('what a target counts is hidden from readers where the question about that stage hides it', async () => {
  const own = await officeOfTest({ release: 'live' })
  const chief = await own.program('admin', 'tinh')
  const plan = { unit: 'tinh', group: 'chung', operator: '>=', value: 0.9, source: 'KH 01', stages: ['result'] }
  await chief.post('/api/targets', { ...plan, validFrom: '2026-01-01', validTo: '2026-12-31' })
  const kiosk = await own.pairKiosk({ unit: 'xa-an' })
  const given = [['ho-tich', 25, 25], ['dat-dai', 30, 30], ['xay-dung', 3, 40]] as const // prettier-ignore
  for (const [area, result, submit] of given)
    for (const [stage, count] of [
      ['result', result],
      ['submit', submit],
    ] as const)
      // prettier-ignore
      await kiosk.rate(levels(count), { area, stage, answeredAt: '2026-10-10T09:00:00+07:00' })
  const reader = await own.person('supervisor', 'xa-an')

  const { rows, total } = await satisfaction(reader, 'period=2026-10&by=area')
  const part = ({ key, answered, basis }: SatisfactionRow) => [key, answered, basis && basis.answered]
  // 58 less 25 and 30 would be the three who came for a result at xay-dung.
  expect([...rows, total].map(part)).toEqual([
    ['ho-tich', 50, 25],
    ['dat-dai', 60, null],
    ['xay-dung', 43, null],
    ['total', 153, 58],
  ])
  const counted = await asked(reader, 'period=2026-10&by=area&stage=result')
  expect(counted).toEqual({ 'ho-tich': 25, 'dat-dai': 'complement', 'xay-dung': 'few', total: 58 })
  const { total: land } = await satisfaction(reader, 'period=2026-10&area=dat-dai')
  expect([land.answered, land.basis?.answered, land.verdict]).toEqual([60, null, null])
})
