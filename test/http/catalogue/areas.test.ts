import { beforeEach, expect, test } from 'vitest'
import { procedureCode } from '#core/questions/procedure-code'
import { compareTallies } from '../../../server/store/ratings/rebuild.ts'
import type { Office } from '../../support/office.ts'
import { officeOfTest } from '../../support/office.ts'
import { short, satisfaction } from '../../support/figures.ts'
import { inSnapshot, rowsOf } from '../../support/tables.ts'

let office: Office
beforeEach(async () => {
  office = await officeOfTest({ release: 'live' })
})

const words = { vi: 'Tôn giáo', en: 'Religion' }
const codes = async (query = ''): Promise<string[]> =>
  (await office.as('lan').get(`/api/areas${query}`)).body.areas.map((area: { code: string }) => area.code)
const audited = (action: string) =>
  rowsOf(office.file, 'select subject, detail from audit where action = ? order by id', action).map((row) => [
    row['subject'],
    JSON.parse(String(row['detail'])),
  ])

test('adds an area, gives it words, a place in a group and in the order, and says so in the audit', async () => {
  const lan = office.as('lan')
  const created = await lan.post('/api/areas', { code: 'ton-giao', name: words, label: words, groups: ['nhay-cam'] })
  expect([created.status, created.body]).toEqual([
    200,
    {
      code: 'ton-giao',
      name: words,
      label: words,
      groups: ['nhay-cam'],
      retired: false,
      offered: true,
      answeredBy: null,
      procedures: 0,
    },
  ])
  await lan.patch('/api/areas/ton-giao', { before: 'chung-thuc', label: { vi: 'Chùa, nhà thờ', en: 'Temples' } })
  expect((await codes()).slice(0, 3)).toEqual(['ho-tich', 'ton-giao', 'chung-thuc'])
  await lan.patch('/api/areas/ton-giao', { before: null })
  expect((await codes()).at(-1)).toBe('ton-giao')
  expect(audited('area.create')).toEqual([['ton-giao', { name: 'Tôn giáo', groups: 'nhay-cam' }]])
  expect(audited('area.change')).toEqual([
    ['ton-giao', { label: 'Chùa, nhà thờ', before: 'chung-thuc' }],
    ['ton-giao', { before: null }],
  ])
})

test('retires instead of deleting: no tile any more, but taps made before are taken', async () => {
  const kiosk = await office.pairKiosk()
  const before = kiosk.tap({ area: 'van-hoa' })
  await office.as('lan').patch('/api/areas/van-hoa', { retired: true })
  expect(await codes()).not.toContain('van-hoa')
  expect(await codes('?retired=true')).toContain('van-hoa')
  const setup = (await kiosk.caller.get('/api/kiosk/setup')).body
  expect(setup.areas.map((area: { code: string }) => area.code)).not.toContain('van-hoa')
  expect((await kiosk.send(before)).receipts[0]?.status).toBe('stored')
})

test('an area that is not offered is no tile, is known to lists and imports, and is one where it is chosen', async () => {
  const lan = office.as('lan')
  expect(await codes()).toContain('tre-em')
  const everything = await office.pairKiosk()
  const chosen = await office.pairKiosk({ counter: 'Quầy trẻ em', areas: ['tre-em', 'ho-tich'] })
  const tiles = async ({ caller }: typeof chosen): Promise<string[]> =>
    (await caller.get('/api/kiosk/setup')).body.areas.map((area: { code: string }) => area.code)
  expect(await tiles(everything)).not.toContain('tre-em')
  expect(await tiles(chosen)).toEqual(['ho-tich', 'tre-em'])
  const created = await lan.post('/api/procedures', {
    code: '1.004946',
    area: 'tre-em',
    name: 'Áp dụng biện pháp can thiệp',
  })
  expect([created.status, created.body.area]).toEqual([200, 'tre-em'])
  expect((await lan.patch('/api/areas/tre-em', { offered: true })).body).toMatchObject({ offered: true })
  expect(await tiles(everything)).toContain('tre-em')
  expect(audited('area.change')).toEqual([['tre-em', { offered: true }]])
})

test('an area says which office settles it, and unknown offices are refused', async () => {
  const lan = office.as('lan')
  const answeredBy = async (code: string) =>
    (await lan.get('/api/areas')).body.areas.find((area: { code: string }) => area.code === code).answeredBy
  expect([await answeredBy('cu-tru'), await answeredBy('dat-dai')]).toEqual(['cong-an', null])
  await lan.patch('/api/areas/dat-dai', { answeredBy: 'vpdkdd' })
  expect(await answeredBy('dat-dai')).toBe('vpdkdd')
  await lan.patch('/api/areas/dat-dai', { answeredBy: null })
  expect(await answeredBy('dat-dai')).toBeNull()
  expect((await lan.patch('/api/areas/dat-dai', { answeredBy: 'phong-x' })).body.issues).toMatchObject([
    { path: 'answeredBy' },
  ])
  expect(audited('area.change')).toEqual([
    ['dat-dai', { answeredBy: 'vpdkdd' }],
    ['dat-dai', { answeredBy: null }],
  ])
})

test.each([
  ['POST', '/api/areas', { code: 'dat-dai', name: words, label: words }, 409, 'code', 'already_exists'],
  [
    'POST',
    '/api/areas',
    { code: 'dat', name: { vi: 'ĐẤT ĐAI', en: 'x' }, label: words },
    409,
    'name.vi',
    'already_exists',
  ],
  ['POST', '/api/areas', { code: 'a', name: words, label: words, groups: ['chung'] }, 400, 'groups.0', 'unknown_group'],
  ['PATCH', '/api/areas/dat-dai', { groups: ['nhay-cam', 'x'] }, 400, 'groups.1', 'unknown_group'],
  ['PATCH', '/api/areas/dat-dai', { before: 'dat-dai' }, 400, 'before', 'unknown_area'],
  ['PATCH', '/api/areas/dat-dai', { code: 'dat' }, 400, 'code', 'unknown_field'],
] as const)('refuses %s %s %o', async (method, url, payload, status, path, code) => {
  const reply = await office.as('lan').call(method, url, { payload })
  expect([reply.status, reply.body.issues]).toEqual([status, [{ path, code }]])
  expect(audited('area.change')).toEqual([])
})

test('a unit below another edits no list that it shares with the rest', async () => {
  const minh = office.as('minh')
  for (const [url, body] of [
    ['/api/areas/dat-dai', { retired: true }],
    ['/api/procedures/1.001193', { retired: true }],
    ['/api/questionnaires/sipas-22@1', { retired: true }],
  ] as const)
    expect((await minh.patch(url, body)).body.code).toBe('outside_scope')
})

test('membership of a group counts for all time, also of what was released before; the tallies stay', async () => {
  const lan = office.as('lan')
  const kiosk = await office.pairKiosk()
  await kiosk.rate([1, 2, 3, 4, 5], { area: 'xay-dung' })
  await kiosk.rate([5, 5, 5, 5, 5], { area: 'dat-dai' })
  const land = async () =>
    (await satisfaction(lan, 'period=2026-11&group=dat-dai-xay-dung&by=area')).rows.map((row) => short(row))
  expect(await land()).toEqual([
    ['dat-dai', 5, '0 0 0 0 5 0'],
    ['xay-dung', 5, '1 1 1 1 1 0'],
  ])
  await lan.patch('/api/areas/xay-dung', { groups: [] })
  expect(await land()).toEqual([['dat-dai', 5, '0 0 0 0 5 0']])
  // A group without areas is empty, and no mistake: pages and targets still ask for it.
  await lan.patch('/api/areas/dat-dai', { groups: [] })
  expect(await land()).toEqual([])
  expect((await satisfaction(lan, 'period=2026-11&by=group')).rows.map((row) => short(row))).toEqual([
    ['chung', 10, '1 1 1 1 6 0'],
    ['dat-dai-xay-dung', 0, '0 0 0 0 0 0'],
    ['nhay-cam', 0, '0 0 0 0 0 0'],
  ])
  expect((await inSnapshot(office.file, compareTallies)).equal).toBe(true)
  await lan.patch('/api/areas/dat-dai', { groups: ['dat-dai-xay-dung', 'nhay-cam'] })
  expect(
    (await satisfaction(lan, 'period=2026-11&by=group')).rows.map(({ label, received }) => [label, received]),
  ).toEqual([
    ['Tất cả lĩnh vực', 10],
    ['Đất đai, xây dựng', 5],
    ['Lĩnh vực nhạy cảm', 5],
  ])
})

test('takes a procedure in each of its shapes, and stores one', async () => {
  const lan = office.as('lan')
  const kiosk = await office.pairKiosk()
  const shapes = ['2.000815', '2.000815.000.00.00.H61', '2.000815.H19']
  const taps = shapes.map((procedure) => kiosk.tap({ procedure, area: 'chung-thuc' }))
  expect((await kiosk.send(...taps)).receipts.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored'])
  const [first] = taps
  const again = await kiosk.send({ ...first, procedure: shapes[1] })
  expect(again.receipts[0]?.status).toBe('duplicate')
  expect((await kiosk.send(kiosk.tap({ procedure: '2.00815' }))).receipts[0]?.issues).toEqual([
    { path: 'procedure', code: 'unknown_procedure' },
  ])
  const byShape = await satisfaction(lan, `period=2026-11&procedure=${shapes[1]}`)
  expect(byShape.total.received).toBe(3)
  expect(procedureCode(shapes[2] ?? '')).toBe('2.000815')
})
