import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createQuestionnaire } from '../../../server/store/catalogue/questionnaires.ts'
import { parseQuestionnaire } from '../../../server/stores.ts'
import { satisfaction, short } from '../../support/figures.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest, openOffice } from '../../support/office.ts'
import { valueOf } from '../../support/tables.ts'

let office: Office

/** September and October 2026 in a province: what each place was told, by day. */
beforeAll(async () => {
  office = await openOffice({ release: 'live' })
  const an = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 1', stage: 'result' })
  const an2 = await office.pairKiosk({ unit: 'xa-an', counter: 'Quầy 2', stage: 'submit' })
  const binh = await office.pairKiosk({ unit: 'xa-binh', counter: 'Quầy 1' })
  const tinh = await office.pairKiosk({ unit: 'tinh', counter: 'Quầy tỉnh' })
  const at = (day: string): string => `${day}T08:00:00+07:00`
  await an.rate([5, 5, 5, 4, 4, 3], { answeredAt: at('2026-09-05'), area: 'dat-dai', procedure: '1.013978' })
  await an2.rate([5, 5, 5, 5, 1, null], { answeredAt: at('2026-09-20'), area: 'ho-tich' })
  await binh.rate([2, 2, 2, 4, 4, 4, 4], { answeredAt: at('2026-10-10'), area: 'xay-dung' })
  await binh.rate([5, 5, 5], { answeredAt: at('2026-10-20'), stage: 'inquiry' })
  await tinh.rate([5, 5, 5, 5, 5], { answeredAt: at('2026-10-01'), area: 'dat-dai' })
})
afterAll(() => office.close())

const TWO_MONTHS = 'unit=tinh&from=2026-09-01&to=2026-10-31'
const ALL = '1 3 1 6 15 1'
const NOTHING = '0 0 0 0 0 0'

type Short = readonly [key: string, received: number, counts: string]
const breakdowns: readonly (readonly [by: string, rows: readonly Short[]])[] = [
  ['total', [['total', 27, ALL]]],
  ['group', [['chung', 27, ALL], ['dat-dai-xay-dung', 18, '0 3 1 6 8 0'],
    ['nhay-cam', 24, '1 3 1 6 12 1']]],
  ['area', [['ho-tich', 6, '1 0 0 0 4 1'], ['dat-dai', 11, '0 0 1 2 8 0'], ['xay-dung', 7, '0 3 0 4 0 0'], ['-', 3, 'few']]],
  ['procedure', [['1.013978', 6, '0 0 1 2 3 0'], ['-', 21, '1 3 0 4 12 1']]],
  ['unit', [['xa-an', 12, '1 0 1 2 7 1'], ['xa-binh', 10, '0 3 0 4 3 0'], ['tinh', 5, '0 0 0 0 5 0']]],
  ['counter', [['xa-an/Quầy 1', 6, '0 0 1 2 3 0'], ['xa-binh/Quầy 1', 10, '0 3 0 4 3 0'],
    ['xa-an/Quầy 2', 6, '1 0 0 0 4 1'], ['Quầy tỉnh', 5, '0 0 0 0 5 0']]],
  ['channel', [['kiosk', 27, ALL]]],
  ['stage', [['submit', 6, '1 0 0 0 4 1'], ['result', 6, '0 0 1 2 3 0'], ['inquiry', 3, 'few'], ['-', 12, '0 3 0 4 5 0']]],
  ['criterion', [['overall', 27, ALL]]],
  ['month', [['2026-09', 12, '1 0 1 2 7 1'], ['2026-10', 15, '0 3 0 4 8 0']]],
  ['quarter', [['2026-Q3', 12, '1 0 1 2 7 1'], ['2026-Q4', 15, '0 3 0 4 8 0']]],
  ['year', [['2026', 27, ALL]]],
  ['week', [['2026-W36', 6, 'range'], ['2026-W38', 6, 'range'], ['2026-W40', 5, 'range'], ['2026-W41', 7, 'range'], ['2026-W43', 3, 'range']]],
  ['day', [['2026-09-05', 6, 'range'], ['2026-09-20', 6, 'range'], ['2026-10-01', 5, 'range'], ['2026-10-10', 7, 'range'], ['2026-10-20', 3, 'range']]],
] // prettier-ignore

describe('figures', () => {
  test.each(breakdowns)('by %s', async (by, rows) => {
    const reply = await satisfaction(office.as('son'), `${TWO_MONTHS}&by=${by}`)
    expect(reply.rows.map(short)).toEqual(rows)
    expect(short(reply.total)).toEqual(['total', 27, ALL])
    expect([reply.by, reply.from, reply.to, reply.unit.code]).toEqual([by, '2026-09-01', '2026-10-31', 'tinh'])
    for (const row of [...reply.rows, reply.total].filter(({ suppressed }) => suppressed))
      expect([row.answered, row.tally, row.satisfiedShare, row.interval, row.verdict, row.evidence]).toEqual(
        Array(6).fill(null),
      )
  })

  test.each([
    ['group=chung', 27, ALL],
    ['group=dat-dai-xay-dung', 18, '0 3 1 6 8 0'],
    ['area=ho-tich', 6, '1 0 0 0 4 1'],
    ['area=dat-dai&group=dat-dai-xay-dung', 11, '0 0 1 2 8 0'],
    ['area=ho-tich&group=dat-dai-xay-dung', 0, NOTHING],
    ['procedure=1.013978', 6, '0 0 1 2 3 0'],
    ['procedure=1.001193', 0, NOTHING],
    ['stage=submit', 6, '1 0 0 0 4 1'],
    ['channel=kiosk', 27, ALL],
    ['channel=web', 0, NOTHING],
    ['counter=xa-binh/Quầy 1', 10, '0 3 0 4 3 0'],
    ['counter=Quầy tỉnh', 5, '0 0 0 0 5 0'],
    ['counter=xa-binh/Quầy 1&stage=inquiry', 3, 'few'],
    ['counter=xa-binh/Quầy 1&area=xay-dung', 7, '0 3 0 4 0 0'],
    ['questionnaire=quay-nhanh@1', 27, ALL],
    ['criterion=overall', 27, ALL],
    ['unit=xa-binh', 10, '0 3 0 4 3 0'],
  ])('filtered by %s', async (filter, received, counted) => {
    const query = new URLSearchParams([...new URLSearchParams(TWO_MONTHS), ...new URLSearchParams(filter)])
    if (filter.startsWith('unit=')) query.set('unit', 'xa-binh')
    const { rows, total } = await satisfaction(office.as('son'), query.toString())
    expect(short(total)).toEqual(['total', received, counted])
    expect(rows.map(short)).toEqual([['total', received, counted]])
  })

  test('carry the share unrounded, its interval around it, and the definition', async () => {
    const { total, definition } = await satisfaction(office.as('son'), TWO_MONTHS)
    expect(total).toMatchObject({ answered: 26, satisfiedShare: 21 / 26, target: null, verdict: null, evidence: null })
    expect(total.interval!.low).toBeLessThan(21 / 26)
    expect(total.interval!.high).toBeGreaterThan(21 / 26)
    expect(definition).toMatchObject({ measure: 'satisfaction', version: 1 })
  })

  test('are of the caller’s own unit and this year when nothing is asked', async () => {
    const reply = await satisfaction(office.as('minh'), '')
    expect([reply.unit.code, reply.from, reply.to, reply.by]).toEqual(['xa-an', '2026-01-01', '2026-12-31', 'total'])
    expect(short(reply.total)).toEqual(['total', 12, '1 0 1 2 7 1'])
  })

  test('name children without a single response too, and the unit itself only with answers of its own', async () => {
    const { rows } = await satisfaction(office.as('son'), 'unit=tinh&period=2026-09&by=unit')
    expect(rows.map(short)).toEqual([
      ['xa-an', 12, '1 0 1 2 7 1'],
      ['xa-binh', 0, NOTHING],
    ])
    expect(rows[1]).toMatchObject({ answered: 0, satisfiedShare: null, interval: null, suppressed: null })
    expect(rows.map(({ label }) => label)).toEqual(['Đơn vị xa-an', 'Đơn vị xa-binh'])
  })

  test.each([
    ['area', ['Hộ tịch', 'Đất đai', 'Xây dựng', 'Không ghi lĩnh vực']],
    ['stage', ['Nộp hồ sơ', 'Nhận kết quả', 'Hướng dẫn, giải đáp', 'Không ghi khâu']],
    ['month', ['Tháng 9/2026', 'Tháng 10/2026']],
    ['quarter', ['Quý III/2026', 'Quý IV/2026']],
    ['group', ['Tất cả lĩnh vực', 'Đất đai, xây dựng', 'Lĩnh vực nhạy cảm']],
  ])('by %s have words beside their keys', async (by, labels) => {
    const { rows } = await satisfaction(office.as('son'), `${TWO_MONTHS}&by=${by}`)
    expect(rows.map(({ label }) => label)).toEqual(labels)
  })
})

describe('dates', () => {
  test.each([
    ['2026-09', '2026-09-01', '2026-09-30'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-6M', '2026-01-01', '2026-06-30'],
    ['2026-9M', '2026-01-01', '2026-09-30'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('of period %s', async (period, from, to) => {
    expect(await satisfaction(office.as('son'), `period=${period}`)).toMatchObject({ from, to })
  })

  // Quý I = 15/12–14/3: the periodic reports of administrative reform.
  test.each([
    ['2026-09', '2026-08-15', '2026-09-14', 6, '0 0 1 2 3 0'],
    ['2026-Q1', '2025-12-15', '2026-03-14', 0, NOTHING],
    ['2026-6M', '2025-12-15', '2026-06-14', 0, NOTHING],
    ['2026-10', '2026-09-15', '2026-10-14', 21, '0 0 0 21 0 0'],
    ['2026', '2025-12-15', '2026-12-14', 27, '0 0 1 23 3 0'],
  ])('of period %s where reports close on the 14th', async (period, from, to, received, counted) => {
    const own = await officeOfTest({ release: 'live' })
    const chief = await own.program('admin', 'tinh')
    expect((await chief.patch('/api/units/tinh', { cutOffDay: 14 })).body.cutOffDay).toBe(14)
    const kiosk = await own.pairKiosk({ unit: 'tinh' })
    await kiosk.rate([5, 5, 5, 4, 4, 3], { answeredAt: '2026-09-14T23:00:00+07:00' })
    await kiosk.rate(Array(21).fill(4), { answeredAt: '2026-09-15T01:00:00+07:00' })
    const reply = await satisfaction(own.as('son'), `period=${period}`)
    expect([reply.from, reply.to, ...short(reply.total)]).toEqual([from, to, 'total', received, counted])
    const months = await satisfaction(own.as('son'), `period=${period}&by=month`)
    if (received === 27) expect(months.rows.map(short)).toEqual([['2026-09', 27, '0 0 1 23 3 0']])
    const children = await satisfaction(own.as('son'), `unit=xa-an&period=${period}`)
    expect(children.from).not.toBe(from)
  })

  test('both ends belong to the range', async () => {
    const { total } = await satisfaction(office.as('son'), 'unit=tinh&from=2026-09-05&to=2026-09-20')
    expect(short(total)).toEqual(['total', 12, 'range'])
  })
})

describe('what managers may see', () => {
  test.each([
    ['from=2026-09-01&to=2026-09-14', '0 0 1 2 3 0'],
    ['from=2026-09-15&to=2026-09-30', '1 0 0 0 4 1'],
    ['from=2026-10-15&to=2026-10-31', 'few'],
    ['from=2026-09-15&to=2026-10-14', '1 3 0 4 9 1'],
    ['from=2026-09-02&to=2026-09-30', 'range'],
    ['from=2026-09-01&to=2026-09-29', 'range'],
    ['from=2026-09-05&to=2026-09-05', 'range'],
    ['from=2026-11-01&to=2026-11-14', NOTHING],
  ])('whole half-months with five answers: %s', async (range, counted) => {
    const { total } = await satisfaction(office.as('son'), `unit=tinh&${range}`)
    expect(short(total)[2]).toBe(counted)
  })

  test('four answers and any number without opinion are still few', async () => {
    const own = await officeOfTest({ release: 'live' })
    const kiosk = await own.pairKiosk()
    await kiosk.rate([5, 5, 5, 5, null, null, null])
    expect(short((await satisfaction(own.as('lan'), 'period=2026-11')).total)[2]).toBe('few')
    await kiosk.rate([1])
    expect(short((await satisfaction(own.as('lan'), 'period=2026-11')).total)[2]).toBe('1 0 0 0 4 3')
  })

  test('months cut by the range are hidden, whole ones are shown', async () => {
    const reply = await satisfaction(office.as('son'), 'unit=tinh&from=2026-09-03&to=2026-10-31&by=month')
    expect(reply.rows.map(short)).toEqual([
      ['2026-09', 12, 'range'],
      ['2026-10', 15, '0 3 0 4 8 0'],
    ])
    expect(reply.total.suppressed).toBe('range')
    const counters = await satisfaction(office.as('son'), 'unit=tinh&from=2026-09-03&to=2026-10-31&by=counter')
    expect(counters.rows.map(({ suppressed }) => suppressed)).toEqual(['range', 'range', 'range', 'range'])
  })

  test('units say since when they, or units below them, have responses', async () => {
    const own = await officeOfTest()
    const kiosk = await own.pairKiosk({ unit: 'xa-an' })
    await kiosk.rate([5, 4], { answeredAt: '2026-10-07T10:00:00+07:00' })
    await kiosk.rate([3], { answeredAt: '2026-11-02T10:00:00+07:00' })
    const { units } = (await own.as('son').get('/api/units')).body
    expect(units.map((unit: { code: string; firstDay: string | null }) => [unit.code, unit.firstDay])).toEqual([
      ['tinh', '2026-10-07'],
      ['xa-an', '2026-10-07'],
      ['xa-binh', null],
    ])
  })

  test('received is live, before anything is released', async () => {
    const own = await officeOfTest()
    await (await own.pairKiosk()).rate([1, 5, 5], { area: 'dat-dai' })
    const { rows, total } = await satisfaction(own.as('lan'), 'period=2026-11&by=area')
    expect(rows.map(short)).toEqual([['dat-dai', 3, NOTHING]])
    expect(total).toMatchObject({ received: 3, answered: 0, satisfiedShare: null, suppressed: null })
    const today = await satisfaction(own.as('lan'), 'from=2026-11-20&to=2026-11-20')
    expect(short(today.total)).toEqual(['total', 3, 'range'])
  })
})

describe('questions that may not be added', () => {
  test('make rows of their own, and the total is the office’s own measure', async () => {
    const own = await officeOfTest({ release: 'live' })
    const shape = parseQuestionnaire(String(valueOf(own.file, 'select body from questionnaire')))
    const [overall] = shape.criteria
    const other = {
      ...shape,
      code: 'phieu-cu',
      comparable: 'phieu-cu',
      criteria: [overall!, { ...overall!, code: 'thai-do' }],
    }
    await own.database.transaction((trx) => createQuestionnaire(trx, other))
    await own.database.transaction((trx) => createQuestionnaire(trx, { ...shape, version: 2 }))
    const kiosk = await own.pairKiosk()
    await kiosk.rate([5, 5, 5])
    await kiosk.rate([4, 4], { questionnaire: 'quay-nhanh@2' })
    const both = Array.from({ length: 6 }, () =>
      kiosk.tap({ questionnaire: 'phieu-cu@1', answers: { overall: 1, 'thai-do': 2 } }),
    )
    await kiosk.send(...both)
    const shown = async (query: string) => {
      const { rows, total } = await satisfaction(own.as('lan'), `period=2026-11&${query}`)
      return { rows: rows.map((row) => [row.comparable, ...short(row)]), total: short(total) }
    }
    const mine = ['total', 5, '0 0 0 2 3 0']
    expect(await shown('by=total')).toEqual({
      rows: [
        ['hai-long', ...mine],
        ['phieu-cu', 'total', 6, '6 0 0 0 0 0'],
      ],
      total: mine,
    })
    expect((await shown('by=month')).rows).toEqual([
      ['hai-long', '2026-11', 5, '0 0 0 2 3 0'],
      ['phieu-cu', '2026-11', 6, '6 0 0 0 0 0'],
    ])
    expect(await shown('by=criterion&criterion=thai-do')).toEqual({
      rows: [
        ['hai-long', 'overall', 5, '0 0 0 2 3 0'],
        ['phieu-cu', 'overall', 6, '6 0 0 0 0 0'],
        ['phieu-cu', 'thai-do', 6, '0 6 0 0 0 0'],
      ],
      total: mine,
    })
    expect((await shown('questionnaire=phieu-cu@1&criterion=thai-do')).total).toEqual(['total', 6, '0 6 0 0 0 0'])
    expect((await shown('questionnaire=quay-nhanh@2')).total[1]).toBe(2)
  })
})

describe('a question that cannot be answered', () => {
  test.each([
    ['area=thien-van', 400, 'unknown_code', [{ path: 'area', code: 'unknown_area' }]],
    ['group=thien-van', 400, 'unknown_code', [{ path: 'group', code: 'unknown_group' }]],
    ['procedure=9.9', 400, 'unknown_code', [{ path: 'procedure', code: 'unknown_procedure' }]],
    ['counter=Quầy 1', 400, 'unknown_code', [{ path: 'counter', code: 'unknown_counter' }]],
    ['by=group&area=xay-dung', 400, 'invalid_request', [{ path: 'area', code: 'not_with_by_group' }]],
    ['counter=Quầy 99', 400, 'unknown_code', [{ path: 'counter', code: 'unknown_counter' }]],
    ['counter=Quầy tỉnh&unit=xa-an', 400, 'unknown_code', [{ path: 'counter', code: 'unknown_counter' }]],
    ['questionnaire=khac@1', 400, 'unknown_code', [{ path: 'questionnaire', code: 'unknown_questionnaire' }]],
    ['criterion=toc-do', 400, 'unknown_code', [{ path: 'criterion', code: 'unknown_criterion' }]],
    ['stage=after', 400, 'invalid_request', [{ path: 'stage', code: 'invalid_value' }]],
    ['channel=fax', 400, 'invalid_request', [{ path: 'channel', code: 'invalid_value' }]],
    ['by=level', 400, 'invalid_request', [{ path: 'by', code: 'invalid_value' }]],
    ['from=2026-02-30&to=2026-03-31', 400, 'invalid_request', [{ path: 'from', code: 'invalid_format' }]],
    ['from=2026-03-01', 400, 'invalid_request', [{ path: 'to', code: 'required' }]],
    ['to=2026-03-01', 400, 'invalid_request', [{ path: 'from', code: 'required' }]],
    ['from=2026-03-02&to=2026-03-01', 400, 'invalid_request', [{ path: 'to', code: 'ends_before_start' }]],
    ['period=2026-13', 400, 'invalid_request', [{ path: 'period', code: 'invalid_format' }]],
    [
      'period=2026&from=2026-01-01&to=2026-01-31',
      400,
      'invalid_request',
      [{ path: 'period', code: 'not_with_from_to' }],
    ],
    ['level=5', 400, 'invalid_request', [{ path: 'level', code: 'unknown_field' }]],
    ['area=dat-dai&area=ho-tich', 400, 'invalid_request', [{ path: 'area', code: 'invalid_type' }]],
    ['unit=khong-co', 404, 'unknown_unit', undefined],
    ['unit=van-phong', 403, 'outside_scope', undefined],
  ])('%s → %i %s', async (query, status, code, issues) => {
    const reply = await office.as('son').get(`/api/satisfaction?${new URLSearchParams(query).toString()}`)
    expect([reply.status, reply.body.code, reply.body.issues]).toEqual([status, code, issues])
  })
})
